package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds what Conda installed into an environment: `conda-meta/NAME-VERSION-BUILD.json`. A package that brings a Python
/// distribution is found a second time by that one's own metadata ([Python]), which advisories are about.
public final class Conda implements FileAnalyser {
    private static final String SUFFIX = ".json";
    private static final String FOLDER = "conda-meta";
    private static final String CACHE = "pkgs";
    private static final String FILES = "files";
    private static final long LARGEST_RECORD = 64L << 20;
    private static final Set<String> FIELDS = Set.of("name", "version", "build", "build_string", "subdir", "license");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.!+]{1,200}");

    private final PathKey key;

    /// @param key that the numbers of files are made with
    public Conda(PathKey key) {
        this.key = key;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file, PackageType.CONDA, LARGEST_RECORD, (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().endsWith(SUFFIX) && path.parent().name().equals(FOLDER);
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.CONDA, gaps);
    }

    /// Tells files that are installed from those in Conda's cache, `pkgs` in the folder of its main
    /// environment: packages lie there unpacked, and the files of environments are mostly hard links to them.
    static Predicate<FilePath> outsideCache(MergedView view) {
        Set<FilePath> caches = view.all(PackageEvidence.class)
                .map(MergedView.Placed::evidence)
                .filter(found -> found.type() == PackageType.CONDA)
                .map(found -> found.file().parent().parent().child(CACHE))
                .collect(Collectors.toSet());
        return file -> caches.stream().noneMatch(cache -> file.bytes().startsWith(cache.bytes() + "/"));
    }

    /// Tells which package each list of files is of.
    static void list(MergedView view, Collection<SoftwarePackage> packages, OwnedFiles listed) {
        Map<FilePath, SoftwarePackage> byRecord = new HashMap<>();
        packages.stream()
                .filter(software -> software.type() == PackageType.CONDA)
                .forEach(software -> byRecord.put(OwnedFiles.file(software.path()), software));
        view.all(FileListing.class).forEach(placed -> {
            SoftwarePackage software = byRecord.get(placed.evidence().file());
            if (software != null) {
                listed.add(
                        software.name(),
                        software,
                        placed.layer(),
                        placed.evidence().files());
            }
        });
    }

    private void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        FilePath environment = file.parent().parent();
        PathNumbers.Collector files = new PathNumbers.Collector(key);
        JsonFields fields = JsonFields.ofDocument(content, FIELDS, FILES, name -> {
            FilePath path = FilePath.ofName(environment.child(bytes(name)).bytes());
            if (path != null) {
                files.add(path);
            }
        });
        notes.found(evidence(file, fields));
        notes.found(new FileListing(file, files.numbers(), List.of()));
    }

    private static String bytes(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static PackageEvidence evidence(FilePath file, JsonFields fields) throws MalformedInput {
        String name = fields.text("name");
        String version = fields.text("version");
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            throw new MalformedInput("the record names no package or version that Conda knows");
        }
        String build = fields.text("build").isEmpty() ? fields.text("build_string") : fields.text("build");
        String purl = PackageUrl.of(
                PackageType.CONDA.purlType(),
                "",
                name,
                version,
                Map.of("build", build, "subdir", fields.text("subdir")));
        return PackageEvidence.of(file, PackageType.CONDA, name, version, purl).licensed(fields.texts("license"));
    }
}
