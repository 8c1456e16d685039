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
import java.io.IOException;
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
    private static final long LARGEST_RECORD = 64L << 20;
    private static final Set<String> FIELDS = Set.of("name", "version", "build", "build_string", "subdir", "license");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.!+]{1,200}");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file,
                        PackageType.CONDA,
                        LARGEST_RECORD,
                        (content, notes) -> notes.found(read(file.path(), content)))
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

    /// Tells files that are installed from those in Conda's cache, `pkgs` in the folder of its main environment:
    /// packages
    /// lie there unpacked, and the files of environments are mostly hard links to them.
    static Predicate<FilePath> outsideCache(MergedView view) {
        Set<FilePath> caches = view.all(PackageEvidence.class)
                .map(MergedView.Placed::evidence)
                .filter(found -> found.type() == PackageType.CONDA)
                .map(found -> found.file().parent().parent().child(CACHE))
                .collect(Collectors.toSet());
        return file -> caches.stream().noneMatch(cache -> file.bytes().startsWith(cache.bytes() + "/"));
    }

    private static PackageEvidence read(FilePath file, FileBytes content) throws IOException {
        JsonFields fields = JsonFields.ofDocument(content, FIELDS);
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
