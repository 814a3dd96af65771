"""Compiles the Java side of the engine into a jar, again only when its sources change."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from ..engine import EngineError

SOURCES = Path(__file__).with_name("catalog")
_MANIFEST = "Manifest-Version: 1.0\nPremain-Class: argos.errors.CaughtErrorsAgent\n\n"
_SERVICES = {
    "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister": "argos.catalog.DeltaProvider\n",
}


def build_jar(spark_jars: Path, build_dir: Path) -> Path:
    """The jar for the sources as they are now."""
    sources = sorted(SOURCES.rglob("*.java"))
    jar = build_dir / f"catalog-{_digest(sources)}.jar"
    if not jar.exists():
        # In a folder of its own: several test processes may build at once, and the last one wins.
        with tempfile.TemporaryDirectory(dir=build_dir) as scratch:
            classes = Path(scratch) / "classes"
            _compile(sources, spark_jars, classes)
            _pack(classes, Path(scratch) / jar.name).replace(jar)
    return jar


def _digest(sources: list[Path]) -> str:
    content = b"\0".join(source.read_bytes() for source in (*sources, Path(__file__)))
    return hashlib.sha256(content).hexdigest()[:12]


def require_jdk() -> str:
    """The path of javac; a JDK has java too."""
    javac = shutil.which("javac")
    if javac is None:
        raise EngineError("a JDK is missing: install version 17 (Debian: openjdk-17-jdk-headless)")
    return javac


def _compile(sources: list[Path], spark_jars: Path, classes: Path) -> None:
    command = [require_jdk(), "-nowarn", "-proc:none", "-cp", f"{spark_jars}/*", "-d", str(classes)]
    done = subprocess.run([*command, *map(str, sources)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise EngineError(f"the engine's Java sources do not compile:\n{done.stderr}")


def _pack(classes: Path, jar: Path) -> Path:
    with zipfile.ZipFile(jar, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", _MANIFEST)
        for name, content in _SERVICES.items():
            archive.writestr(name, content)
        for path in sorted(classes.rglob("*.class")):
            archive.write(path, path.relative_to(classes).as_posix())
    return jar
