package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.layer.FilePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Counts the programs and libraries (ELF files) that nobody can say anything about: no package of the
/// distribution owns them, no other package's folder holds them, and nothing in them told what they are.
public final class UnknownExecutables {
    private static final Set<String> PYTHON_FOLDERS = Set.of("site-packages", "dist-packages");

    private UnknownExecutables() {}

    /// @param programs that are not the distribution's
    /// @param others packages and programs that are not the distribution's
    public static int count(List<FilePath> programs, List<SoftwarePackage> others) {
        Set<FilePath> known = new HashSet<>();
        Set<FilePath> folders = new HashSet<>();
        for (SoftwarePackage software : others) {
            FilePath file = OwnedFiles.file(software.path());
            if (software.type() != PackageType.PYPI) {
                // a program of PyInstaller holds more than the packages whose metadata came along
                known.add(file);
            }
            folders(software, file).filter(folder -> !folder.isRoot()).forEach(folders::add);
        }
        return (int) programs.stream()
                .filter(file -> !known.contains(file) && !isBelow(file, folders))
                .count();
    }

    private static boolean isBelow(FilePath file, Set<FilePath> folders) {
        for (FilePath folder = file.parent(); !folder.isRoot(); folder = folder.parent()) {
            if (folders.contains(folder)) {
                return true;
            }
        }
        return false;
    }

    /// Where the files of a package lie, by how its manager arranges them.
    private static Stream<FilePath> folders(SoftwarePackage software, FilePath file) {
        FilePath folder = file.parent();
        return switch (software.type()) {
            case NPM, CRAN -> Stream.of(folder);
            // a single-file program says nothing of its neighbours
            case NUGET -> NuGet.isListing(file) ? Stream.of(folder) : Stream.empty();
            case HEX, CONDA -> Stream.of(folder.parent());
            case PYPI -> python(file).stream();
            case GEM -> gems(folder);
            case GOLANG -> file.name().equals("VERSION") ? Stream.of(folder) : Stream.empty();
            case GENERIC -> file.name().equals("release") ? Stream.of(folder) : ofProgram(software, folder.parent());
            case DEB, APK, RPM, MAVEN, CARGO, COMPOSER, PUB -> Stream.empty();
        };
    }

    private static Optional<FilePath> python(FilePath file) {
        return Stream.of(file.parent(), file.parent().parent())
                .filter(folder ->
                        PYTHON_FOLDERS.contains(folder.name()) || folder.name().endsWith(".egg"))
                .findFirst();
    }

    /// Beside `specifications/`, the folder of all gems and that of what was compiled for them.
    private static Stream<FilePath> gems(FilePath specifications) {
        FilePath home = specifications.name().equals("default")
                ? specifications.parent().parent()
                : specifications.parent();
        return specifications.parent().name().equals("gems")
                ? Stream.of(specifications)
                : Stream.of(home.child("gems"), home.child("extensions"));
    }

    /// A program's modules lie below `lib` beside its own folder: `/usr/local/bin/ruby` has `/usr/local/lib/ruby/`.
    static Stream<FilePath> ofProgram(SoftwarePackage software, FilePath prefix) {
        FilePath lib = prefix.child("lib");
        int minor = software.version().indexOf('.', software.version().indexOf('.') + 1);
        return switch (software.name()) {
            case "python" -> Stream.of(lib.child("python" + software.version().substring(0, Math.max(minor, 0))));
            case "perl" -> Stream.of(lib.child("perl5"));
            case "ruby", "php", "postgresql" -> Stream.of(lib.child(software.name()));
            default -> Stream.empty();
        };
    }
}
