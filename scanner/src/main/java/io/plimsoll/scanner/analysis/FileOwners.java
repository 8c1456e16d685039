package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which packages a file belongs to: those of the distribution that list it, and of the others those that list it, else
/// those that it is (a program, an archive), else the one whose folder holds it. All came with the layer of the file:
/// what another layer put into a package's folder was not brought by the package.
public final class FileOwners {
    /// Below these each package has a list or a folder of its own; what has neither belongs to nobody.
    private static final Set<String> SHARED_FOLDERS = Set.of("node_modules", "site-packages", "dist-packages");

    private static final Set<PackageType> FOUND_IN_FILES = Set.of(
            PackageType.GOLANG,
            PackageType.CARGO,
            PackageType.GENERIC,
            PackageType.MAVEN,
            PackageType.PYPI,
            PackageType.NPM,
            PackageType.NUGET);

    /// Files that are looked up together: what is needed for it is much more than what is kept of them.
    private static final int BATCH = 1 << 15;

    private static final String EXTENSIONS = "extensions";

    private final OwnedFiles distribution;
    private final OwnedFiles listed;
    private final Map<FilePath, List<SoftwarePackage>> byFile = new HashMap<>();
    private final Map<FilePath, SoftwarePackage> byFolder = new HashMap<>();

    /// @param distribution what its packages list
    /// @param listed what other packages list
    /// @param others these packages, as far as they are installed and not only declared
    public FileOwners(MergedView view, OwnedFiles distribution, OwnedFiles listed, Collection<SoftwarePackage> others) {
        this.distribution = distribution;
        this.listed = listed;
        for (SoftwarePackage software : others) {
            FilePath file = OwnedFiles.file(software.path());
            if (FOUND_IN_FILES.contains(software.type()) && file.toString().equals(software.path())) {
                byFile.computeIfAbsent(file, one -> new ArrayList<>(1)).add(software);
            }
            folders(software, file)
                    .filter(folder -> !folder.isRoot())
                    .forEach(folder -> byFolder.putIfAbsent(folder, software));
        }
        Python.list(view, others, listed, byFolder);
        Conda.list(view, others, listed);
    }

    /// The owners of files.
    ///
    /// @param ofDistribution places in the list of files that the distribution owns
    record Owned(List<List<SoftwarePackage>> owners, Set<Integer> ofDistribution) {}

    /// The owners of each of the files, the most certain one first; none of a file that no package brought.
    Owned of(List<OwnedFiles.Located> files) {
        Map<Integer, List<SoftwarePackage>> byDistribution = distribution.of(files);
        Map<Integer, List<SoftwarePackage>> byList = listed.of(files);
        List<List<SoftwarePackage>> owners = new ArrayList<>(files.size());
        for (int place = 0; place < files.size(); place++) {
            Set<SoftwarePackage> all = new LinkedHashSet<>(byDistribution.getOrDefault(place, List.of()));
            List<SoftwarePackage> listing = byList.getOrDefault(place, List.of());
            all.addAll(listing.isEmpty() ? unlisted(files.get(place)) : listing);
            owners.add(List.copyOf(all));
        }
        return new Owned(owners, byDistribution.keySet());
    }

    /// All visible files in the order of their paths, where their names were kept.
    ///
    /// @param packages of the inventory
    public List<ImageFile> files(MergedView view, List<SoftwarePackage> packages) {
        Map<SoftwarePackage, Integer> places = new HashMap<>();
        for (int place = 0; place < packages.size(); place++) {
            places.putIfAbsent(packages.get(place), place);
        }
        Map<String, ImageFile> files = new TreeMap<>();
        List<OwnedFiles.Located> batch = new ArrayList<>();
        view.files((file, layer) -> {
            batch.add(new OwnedFiles.Located(file, layer));
            if (batch.size() == BATCH) {
                name(batch, places, files);
            }
        });
        name(batch, places, files);
        return List.copyOf(files.values());
    }

    private void name(
            List<OwnedFiles.Located> batch, Map<SoftwarePackage, Integer> places, Map<String, ImageFile> files) {
        List<List<SoftwarePackage>> owners = of(batch).owners();
        for (int i = 0; i < batch.size(); i++) {
            String path = batch.get(i).file().toString();
            files.put(
                    path,
                    new ImageFile(
                            path,
                            owners.get(i).stream()
                                    .map(places::get)
                                    .filter(Objects::nonNull)
                                    .toList()));
        }
        batch.clear();
    }

    /// A program may be made of many packages; the one that bears its name is the most certain one.
    private List<SoftwarePackage> unlisted(OwnedFiles.Located located) {
        List<SoftwarePackage> inFile = byFile.getOrDefault(located.file(), List.of()).stream()
                .filter(software -> Objects.equals(software.layer(), located.layer()))
                .toList();
        if (inFile.isEmpty()) {
            return byFolder(located.file(), located.layer()).stream().toList();
        }
        String name = located.file().name();
        return Stream.concat(
                        inFile.stream().filter(software -> bears(software, name)),
                        inFile.stream().filter(software -> !bears(software, name)))
                .toList();
    }

    private static boolean bears(SoftwarePackage software, String file) {
        return software.name().equals(file) || software.name().endsWith("/" + file);
    }

    private Optional<SoftwarePackage> byFolder(FilePath file, @Nullable Digest layer) {
        for (FilePath folder = file.parent(); !folder.isRoot(); folder = folder.parent()) {
            SoftwarePackage owner = byFolder.getOrDefault(folder, byFolder.get(extension(folder)));
            if (owner != null) {
                return Optional.of(owner).filter(software -> Objects.equals(software.layer(), layer));
            }
            if (SHARED_FOLDERS.contains(folder.name())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Where the files of a package lie, by how its manager arranges them.
    private static Stream<FilePath> folders(SoftwarePackage software, FilePath file) {
        FilePath folder = file.parent();
        return switch (software.type()) {
            case NPM -> file.name().equals("package.json") ? Stream.of(folder) : Stream.empty();
            case NUGET -> file.name().endsWith(".nuspec") ? Stream.of(folder) : Stream.empty();
            case CRAN -> Stream.of(folder);
            case HEX -> Stream.of(file.name().endsWith(".app") ? folder.parent() : folder);
            case PYPI -> folder.parent().name().endsWith(".egg") ? Stream.of(folder.parent()) : Stream.empty();
            case COMPOSER ->
                FilePath.ofName(software.name()) == null
                        ? Stream.empty()
                        : Stream.of(folder.parent().child(software.name()));
            case GEM -> gem(file);
            case GOLANG -> file.name().equals("VERSION") ? Stream.of(folder) : Stream.empty();
            case GENERIC ->
                file.name().equals("release")
                        ? Stream.of(folder)
                        : UnknownExecutables.ofProgram(software, folder.parent());
            case DEB, APK, RPM, MAVEN, CARGO, CONDA, PUB -> Stream.empty();
        };
    }

    /// Of `specifications/rack-2.0.gemspec` the folder `gems/rack-2.0` beside it, and what was compiled for it.
    private static Stream<FilePath> gem(FilePath file) {
        FilePath specifications =
                file.parent().name().equals("default") ? file.parent().parent() : file.parent();
        if (!specifications.name().equals("specifications")) {
            return Stream.of(file.parent());
        }
        String name = file.name().substring(0, file.name().lastIndexOf('.'));
        FilePath home = specifications.parent();
        return Stream.of(
                home.child("gems").child(name),
                extension(home.child(EXTENSIONS).child("machine").child("ruby").child(name)));
    }

    /// Folders of what was compiled lie two deeper, by machine and version of Ruby, which are left open here.
    private static FilePath extension(FilePath folder) {
        FilePath extensions = folder.parent().parent().parent();
        return extensions.name().equals(EXTENSIONS)
                ? extensions.child("*").child("*").child(folder.name())
                : folder;
    }
}
