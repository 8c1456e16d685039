package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Finds installed PHP packages by what Composer writes beside them, `vendor/composer/installed.json`: an array of
/// packages, and since Composer 2 an object with that array under `packages`. Those that only developers asked for are
/// installed as much as all others. The application itself is not listed there.
public final class Composer implements FileAnalyser {
    private static final long LARGEST_LIST = 64L << 20;
    private static final Set<String> FIELDS = Set.of("name", "version", "version_normalized", "license");

    /// As Packagist has them, with the upper-case letters of old ones.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*/[A-Za-z0-9][A-Za-z0-9_.-]*");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+/#~-]{0,200}");
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+(\\.[0-9]+)*+-dev");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file, PackageType.COMPOSER, LARGEST_LIST, (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().equals("installed.json") && path.parent().name().equals("composer");
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.COMPOSER, gaps);
    }

    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        JsonFields.read(content, json -> {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                list(json, file, notes);
                return;
            }
            JsonFields.each(json, name -> {
                if (name.equals("packages") && json.currentToken() == JsonToken.START_ARRAY) {
                    list(json, file, notes);
                } else {
                    json.skipChildren();
                }
            });
        });
    }

    private static void list(JsonParser json, FilePath file, Notes notes) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            notes.found(entry(file, JsonFields.of(json, FIELDS)));
        }
    }

    private static PackageEvidence entry(FilePath file, JsonFields fields) {
        String name = fields.text("name");
        String pretty = fields.text("version");
        String version = version(pretty, fields.text("version_normalized"));
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            return PackageEvidence.unreadable(
                    file, PackageType.COMPOSER, "a package without a name or version that Composer knows");
        }
        return PackageEvidence.of(file, PackageType.COMPOSER, name, version, purl(name, pretty))
                .licensed(fields.texts("license"));
    }

    /// As the package writes it (`v2.13.0`), which Composer's order takes as it is. Only a branch with a number, such
    /// as `1.2.x-dev`, is no version until Composer has put nines into it.
    private static String version(String pretty, String normalised) {
        return pretty.endsWith(".x-dev") && NUMBERED.matcher(normalised).matches() ? normalised : pretty;
    }

    private static String purl(String name, String version) {
        String lower = name.toLowerCase(Locale.ROOT);
        int slash = lower.indexOf('/');
        return PackageUrl.of(
                PackageType.COMPOSER.purlType(),
                lower.substring(0, slash),
                lower.substring(slash + 1),
                version,
                Map.of());
    }
}
