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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Finds Dart packages by what `dart pub get` leaves for the compiler: `.dart_tool/package_config.json` ("Dart Package
/// Configuration File v2") says where each package lies, and the cache's folders bear name and version. Packages that
/// lie elsewhere, such as the application's own, have no version that Pub would know.
public final class Pub implements FileAnalyser {
    private static final String CONFIGURATION = "package_config.json";
    private static final String FOLDER = ".dart_tool";
    private static final long LARGEST_CONFIGURATION = 16L << 20;
    private static final Set<String> FIELDS = Set.of("name", "rootUri");

    /// `file:///root/.pub-cache/hosted/pub.dev/args-2.4.0`.
    private static final Pattern HOSTED = Pattern.compile(
            ".*/hosted/[^/]++/(?<name>[a-z_][a-z0-9_]{0,200})-(?<version>[0-9][A-Za-z0-9.+-]{0,200})/?");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file,
                        PackageType.PUB,
                        LARGEST_CONFIGURATION,
                        (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().equals(CONFIGURATION) && path.parent().name().equals(FOLDER);
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.PUB, gaps);
    }

    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        JsonFields.read(
                content,
                json -> JsonFields.each(json, name -> {
                    if (name.equals("packages") && json.currentToken() == JsonToken.START_ARRAY) {
                        packages(json, file, notes);
                    } else {
                        json.skipChildren();
                    }
                }));
    }

    private static void packages(JsonParser json, FilePath file, Notes notes) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields fields = JsonFields.of(json, FIELDS);
            if (fields.text("name").isEmpty()) {
                throw new MalformedInput("a package of Dart without a name");
            }
            Matcher hosted = HOSTED.matcher(fields.text("rootUri").replace("%2B", "+"));
            if (hosted.matches()) {
                notes.found(evidence(file, hosted.group("name"), hosted.group("version")));
            }
        }
    }

    private static PackageEvidence evidence(FilePath file, String name, String version) {
        String purl = PackageUrl.of(PackageType.PUB.purlType(), "", name, version, Map.of());
        return PackageEvidence.of(file, PackageType.PUB, name, version, purl);
    }
}
