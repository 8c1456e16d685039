package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds installed Python distributions by their metadata, wherever it lies: `NAME.dist-info/METADATA` (PEP 376),
/// `NAME.egg-info/PKG-INFO`, a plain file `NAME.egg-info`, and `EGG-INFO/PKG-INFO` in an unpacked egg.
public final class Python implements FileAnalyser {
    private static final String WHEEL = ".dist-info";
    private static final String EGG = ".egg-info";
    private static final String UNPACKED_EGG = "EGG-INFO";
    private static final long LARGEST_METADATA = 4L << 20;

    /// As the core metadata specification has them ("Name", and PEP 440 with room for what old tools wrote).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,200}[A-Za-z0-9])?");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.!+_-]{0,200}");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? FileAnalyser.inMemory(
                        file, LARGEST_METADATA, (content, notes) -> notes.found(read(file.path(), content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        String folder = path.parent().name();
        return switch (path.name()) {
            case "METADATA" -> folder.endsWith(WHEEL);
            case "PKG-INFO" -> folder.endsWith(EGG) || folder.equals(UNPACKED_EGG);
            case String name -> name.endsWith(EGG) && name.length() > EGG.length();
        };
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.PYPI, gaps);
    }

    /// Reads the header, which ends with the first empty line; the description that may follow can hold anything. Of a
    /// field that comes twice the first counts, as for Python's own reader.
    private static PackageEvidence read(FilePath file, FileBytes content) throws IOException {
        String name = "";
        String version = "";
        BufferedReader lines = new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
            name = name.isEmpty() ? value(line, "name:") : name;
            version = version.isEmpty() ? value(line, "version:") : version;
        }
        if (NAME.matcher(name).matches() && VERSION.matcher(version).matches()) {
            return PackageEvidence.of(file, PackageType.PYPI, name, version, purl(name, version));
        }
        String problem = name.isEmpty() || version.isEmpty()
                ? "the metadata of a Python package names no name or no version"
                : "its name or version is not one that Python knows";
        return PackageEvidence.unreadable(file, PackageType.PYPI, problem);
    }

    private static String value(String line, String field) {
        return line.regionMatches(true, 0, field, 0, field.length())
                ? line.substring(field.length()).strip()
                : "";
    }

    /// Names differ only in what PEP 503 makes equal; the purl specification has them in that form.
    private static String purl(String name, String version) {
        String normal = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return PackageUrl.of(PackageType.PYPI.purlType(), "", normal, version, Map.of());
    }
}
