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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds R packages as R does: `NAME/DESCRIPTION` in a folder `library` or `site-library` ("Writing R
/// Extensions", 1.1.1). Those of priority `base` are R itself. A `DESCRIPTION` that was not built by R is a
/// source.
public final class Cran implements FileAnalyser {
    private static final String DESCRIPTION = "DESCRIPTION";
    private static final long LARGEST_DESCRIPTION = 4L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[0-9]+([.-][0-9]+){1,20}");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file,
                        PackageType.CRAN,
                        LARGEST_DESCRIPTION,
                        (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        String library = path.parent().parent().name();
        return path.name().equals(DESCRIPTION) && (library.equals("library") || library.equals("site-library"));
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.CRAN, Conda.outsideCache(view), gaps);
    }

    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        String name = "";
        String version = "";
        String licence = "";
        boolean isBuilt = false;
        boolean isBase = false;
        BufferedReader lines = new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(colon, 0))) {
                case "Package" -> name = value;
                case "Version" -> version = value;
                case "License" -> licence = value;
                case "Priority" -> isBase = value.equals("base");
                case "Built" -> isBuilt = true;
                default -> {}
            }
        }
        if (isBase || !isBuilt) {
            return;
        }
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            throw new MalformedInput("the description of an R package names no package or version that R knows");
        }
        String purl = PackageUrl.of(PackageType.CRAN.purlType(), "", name, version, Map.of());
        notes.found(
                PackageEvidence.of(file, PackageType.CRAN, name, version, purl).licensed(List.of(licence)));
    }
}
