"""The MSI, for administrators who roll programs out: the same folder, the same user, no choices.

Every id is derived, so that an update finds what it replaces and two builds give the same bytes.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bundle import msi_summary
from bundle.places import sha256, version
from bundle.tree import files_of
from bundle.windows_exe import numbers_of
from bundle.windows_setup import Goods

NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:florin:windows-installer")
UPGRADE_CODE: Final = uuid5(NAMESPACE, "upgrade code")
"""Never changes: by it Windows knows that a newer Florin replaces an older one."""

_XMLNS: Final = "http://schemas.microsoft.com/wix/2006/wi"
_SETUP_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Florin"
_OWN_KEY: Final = r"Software\Florin"


def build_msi(goods: Goods, target: Path) -> None:
    """Make the MSI. The same folder gives the same bytes."""
    source = goods.icon.with_name("florin.wxs")
    root = source_of(goods.folder, goods.icon, version())
    indent(root)
    source.write_bytes(tostring(root, encoding="utf-8", xml_declaration=True))
    told = subprocess.run(
        ["wixl", "-a", "x64", "-o", str(target), str(source)],
        cwd=goods.folder.parent, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if told.returncode or told.stderr.strip():
        raise SystemExit(f"wixl does not take it as it is:\n{told.stderr[:2000]}")
    code = product_code(goods.folder, files_of(goods.folder), version())
    msi_summary.settle(target, uuid5(code, "package"), goods.epoch)


def source_of(folder: Path, icon: Path, told: str) -> Element:
    """What wixl is told, which runs in the folder above the program's and takes no full paths."""
    paths = list(files_of(folder))
    root = Element("Wix", xmlns=_XMLNS)
    product = SubElement(
        root, "Product", Id=_guid(product_code(folder, paths, told)), Name="Florin",
        Version=".".join(map(str, numbers_of(told)[:3])), Language="1033",
        Manufacturer="The Florin authors", UpgradeCode=_guid(UPGRADE_CODE),
    )  # fmt: skip
    SubElement(
        product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perUser",
        Description="Florin", Manufacturer="The Florin authors",
    )  # fmt: skip
    SubElement(product, "Media", Id="1", Cabinet="florin.cab", EmbedCab="yes")
    SubElement(
        product, "MajorUpgrade", DowngradeErrorMessage="A newer Florin is installed already."
    )
    _refuse_beside_setup(product)
    SubElement(product, "Icon", Id="florin.ico", SourceFile=_from(folder, icon))
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="florin.ico")
    feature = SubElement(product, "Feature", Id="Florin", Level="1", Title="Florin")
    for name in _directories(product, folder, paths):
        SubElement(feature, "ComponentRef", Id=name)
    return root


def product_code(folder: Path, paths: Iterable[PurePosixPath], told: str) -> UUID:
    """Another one whenever anything inside is another."""
    content = "".join(f"{path} {sha256(folder / path)}\n" for path in paths)
    return uuid5(NAMESPACE, f"{told}\n{content}")


def _refuse_beside_setup(product: Element) -> None:
    """Two installers cannot share one folder."""
    found = SubElement(product, "Property", Id="FLORINSETUP")
    SubElement(
        found, "RegistrySearch", Id="FlorinSetup", Root="HKCU", Key=_SETUP_KEY,
        Name="InstallLocation", Type="raw",
    )  # fmt: skip
    told = "Florin was installed by its setup program. Uninstall that first; the data stays."
    SubElement(product, "Condition", Message=told).text = "NOT FLORINSETUP OR Installed"


def _directories(product: Element, folder: Path, paths: Iterable[PurePosixPath]) -> list[str]:
    """The folders with their files; the answer are the components that the feature consists of."""
    top = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    local = SubElement(top, "Directory", Id="LocalAppDataFolder")
    programs = SubElement(local, "Directory", Id="LocalPrograms", Name="Programs")
    home = SubElement(programs, "Directory", Id="INSTALLDIR", Name="Florin")
    menu = SubElement(top, "Directory", Id="ProgramMenuFolder")
    places = {PurePosixPath(): home}
    for number, path in enumerate(paths):
        SubElement(
            _place(places, path.parent), "File", Id=f"f{number}", Name=path.name,
            Source=_from(folder, folder / path),
        )  # fmt: skip
    components = [_owned(place, str(path)) for path, place in places.items()]
    shortcut = _component(menu, "Start menu")
    SubElement(
        shortcut, "Shortcut", Id="StartMenu", Name="Florin", Target="[INSTALLDIR]florin.exe",
        WorkingDirectory="INSTALLDIR", Icon="florin.ico",
    )  # fmt: skip
    return [each.attrib["Id"] for each in (*components, shortcut)]


def _place(places: dict[PurePosixPath, Element], path: PurePosixPath) -> Element:
    if path not in places:
        above = _place(places, path.parent)
        places[path] = SubElement(above, "Directory", Id=f"d{len(places)}", Name=path.name)
    return places[path]


def _owned(place: Element, name: str) -> Element:
    """A component of all files that stand in a folder so far; the folder goes when they go."""
    files = place.findall("File")
    component = _component(place, name)
    for file in files:
        place.remove(file)
        component.append(file)
    SubElement(component, "RemoveFolder", Id=f"r{component.attrib['Id']}", On="uninstall")
    return component


def _component(place: Element, name: str) -> Element:
    """What belongs to one user is known by a registry value: a file could be another user's."""
    id = uuid5(NAMESPACE, name)
    component = SubElement(place, "Component", Id=f"c{id.hex}", Guid=_guid(id), Win64="yes")
    SubElement(
        component, "RegistryValue", Root="HKCU", Key=rf"{_OWN_KEY}\Parts", Name=id.hex,
        Type="integer", Value="1", KeyPath="yes",
    )  # fmt: skip
    return component


def _from(folder: Path, path: Path) -> str:
    return str(path.relative_to(folder.parent))


def _guid(id: UUID) -> str:
    return str(id).upper()
