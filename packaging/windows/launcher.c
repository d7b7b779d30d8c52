/* Florin's programs on Windows: find Python's library beside them and hand it the command line.

   Built twice: with -DWINDOWED as florin.exe, which has no console and says what keeps it from
   starting in a box, and without as florin-cli.exe. What goes wrong once Python runs is said by
   florin_start.py. The library is named in full, and only its own folder and Windows' are
   searched for what it needs, never the folder of the day nor PATH. Nothing of the caller's
   environment changes what Python does (-I). */

#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#ifndef PYTHON_LIBRARY
#error "PYTHON_LIBRARY names Python's library, such as python313.dll"
#endif
#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)

#define LONGEST_PATH 32768
#define CANNOT_START 70

typedef int(__cdecl *py_main)(int, wchar_t **);

static const wchar_t *const BEFORE[] = {
    L"-I", L"-B", L"-X", L"utf8", L"-c", L"import florin_start; florin_start.main()",
};
#define BEFORE_COUNT (sizeof BEFORE / sizeof *BEFORE)

static int cannot_start(const wchar_t *path, DWORD why)
{
    wchar_t reason[512] = L"";
    wchar_t text[1536];

    FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, why, 0,
                   reason, sizeof reason / sizeof *reason, NULL);
    _snwprintf(text, sizeof text / sizeof *text - 1,
               L"Florin cannot start: %.900ls cannot be loaded (error %lu).\n%ls\n"
               L"Install Florin again. Your shop's data is not touched by that.",
               path, (unsigned long)why, reason);
    text[sizeof text / sizeof *text - 1] = L'\0';
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"Florin", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return CANNOT_START;
}

static HMODULE python_beside_us(wchar_t *path)
{
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST_PATH);
    wchar_t *end = path + length;

    if (length == 0 || length >= LONGEST_PATH - 32)
        return NULL;
    while (end > path && end[-1] != L'\\')
        end--;
    wcscpy(end, WIDE(PYTHON_LIBRARY));
    return LoadLibraryExW(path, NULL,
                          LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
}

static int run(int count, wchar_t **words)
{
    static wchar_t path[LONGEST_PATH];
    wchar_t **all = calloc((size_t)count + BEFORE_COUNT + 1, sizeof *all);
    HMODULE python;
    py_main start;
    int at = 0;

    SetDllDirectoryW(L"");
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    python = python_beside_us(path);
    if (python == NULL || all == NULL)
        return cannot_start(path, GetLastError());
    start = (py_main)(void *)GetProcAddress(python, "Py_Main");
    if (start == NULL)
        return cannot_start(path, GetLastError());

    all[at++] = words[0];
    for (size_t i = 0; i < BEFORE_COUNT; i++)
        all[at++] = (wchar_t *)BEFORE[i];
    for (int i = 1; i < count; i++)
        all[at++] = words[i];
    return start(at, all);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return run(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words)
{
    return run(count, words);
}
#endif
