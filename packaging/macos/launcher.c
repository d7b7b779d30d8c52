/* Florin.app/Contents/MacOS/florin: load the Python inside the app and hand it the command line.
 *
 * The library is opened by its place, not linked: what it calls itself is its publisher's own
 * path, and changing that would break its signature. Nothing of the caller's environment changes
 * what is loaded (-I), no site-packages of the machine are seen (-S), nothing is written (-B).
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#else
#include <unistd.h>
#endif

static int own_path(char *path)
{
    char raw[PATH_MAX];
#ifdef __APPLE__
    uint32_t size = sizeof raw;
    if (_NSGetExecutablePath(raw, &size) != 0)
        return 0;
#else /* for the tests, which have no Mac */
    ssize_t size = readlink("/proc/self/exe", raw, sizeof raw - 1);
    if (size < 0)
        return 0;
    raw[size] = 0;
#endif
    return realpath(raw, path) != NULL;
}

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "florin: %s: %s\n", what, why ? why : "not there");
    return 1;
}

int main(int argc, char **argv)
{
    char self[PATH_MAX], home[PATH_MAX], place[PATH_MAX + 64], modules[3 * PATH_MAX + 96];
    if (!own_path(self))
        return fail("this app", "its own place cannot be found");
    strcpy(home, self);
    *strrchr(home, '/') = 0; /* MacOS */
    *strrchr(home, '/') = 0; /* Contents */

    snprintf(place, sizeof place, "%s/Resources/python/bases/lib/Python", home);
    void *python = dlopen(place, RTLD_NOW | RTLD_GLOBAL);
    if (python == NULL)
        return fail("Python does not load", dlerror());
    void (*set_path)(const wchar_t *) = (void (*)(const wchar_t *))dlsym(python, "Py_SetPath");
    void (*set_name)(const wchar_t *) =
        (void (*)(const wchar_t *))dlsym(python, "Py_SetProgramName");
    wchar_t *(*decoded)(const char *, size_t *) =
        (wchar_t * (*)(const char *, size_t *)) dlsym(python, "Py_DecodeLocale");
    int (*run)(int, char **) = (int (*)(int, char **))dlsym(python, "Py_BytesMain");
    if (!set_path || !set_name || !decoded || !run)
        return fail("this is not the Python it was built with", dlerror());

    snprintf(modules, sizeof modules,
             "%s/Resources/python/stdlib:%s/Resources/python/lib-dynload:%s/Resources/lib", home,
             home, home);
    set_path(decoded(modules, NULL));
    set_name(decoded(self, NULL));

    snprintf(place, sizeof place, "%s/Resources/lib/florin_start.pyc", home);
    char **words = calloc((size_t)argc + 5, sizeof *words);
    int count = 0;
    words[count++] = self;
    words[count++] = "-ISB";
    words[count++] = place;
    for (int one = 1; one < argc; one++)
        words[count++] = argv[one];
    return run(count, words);
}
