package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Finds npm packages as Node finds them: a folder with a `package.json`, right below a folder `node_modules` (or below
/// a scope in it), or where a symbolic link at such a place leads. Other `package.json` files belong to applications,
/// tests and the like.
public final class Npm implements FileAnalyser {
    private static final String MANIFEST = "package.json";
    private static final String MODULES = "node_modules";
    private static final long LARGEST_MANIFEST = 4L << 20;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("(@[\\w.~-]+/)?[\\w.~-]+");
    private static final Pattern VERSION = Pattern.compile("[\\w.+~^=: -]{1,200}");

    /// What a `package.json` says.
    ///
    /// @param problem why nothing can be read from it; empty if something can
    private record Manifest(FilePath file, String name, String version, String problem) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Manifest(other, name, version, problem);
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        return file.path().name().equals(MANIFEST)
                ? FileAnalyser.inMemory(
                        file, LARGEST_MANIFEST, (content, notes) -> notes.found(read(file.path(), content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().equals(MANIFEST) && isPackage(path.parent());
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        Set<FilePath> linked = new HashSet<>();
        view.links(Npm::mayLeadToPackages).forEach(link -> view.resolve(link).ifPresent(linked::add));
        List<SoftwarePackage> packages = new ArrayList<>();
        view.all(Manifest.class).forEach(placed -> {
            Manifest manifest = placed.evidence();
            FilePath folder = manifest.file().parent();
            if (!isPackage(folder) && !isLinked(folder, linked)) {
                return;
            }
            if (!manifest.problem().isEmpty()) {
                gaps.add(
                        "malformed-package", manifest.problem(), manifest.file().toString());
            } else if (!manifest.name().isEmpty() && !manifest.version().isEmpty()) {
                packages.add(new SoftwarePackage(
                        manifest.name(),
                        manifest.version(),
                        PackageType.NPM,
                        purl(manifest),
                        null,
                        "",
                        manifest.file().toString(),
                        placed.layer()));
            }
        });
        return packages;
    }

    /// `node_modules/name` or `node_modules/@scope/name`.
    private static boolean isPackage(FilePath folder) {
        FilePath parent = folder.parent();
        return !folder.name().startsWith(".")
                && !folder.name().startsWith("@")
                && (parent.name().equals(MODULES) || isScope(parent));
    }

    private static boolean isScope(FilePath folder) {
        return folder.name().startsWith("@") && folder.parent().name().equals(MODULES);
    }

    /// A link in the place of a package, of a scope, or of `node_modules` itself.
    private static boolean mayLeadToPackages(FilePath link) {
        return link.name().equals(MODULES) || isScope(link) || isPackage(link);
    }

    private static boolean isLinked(FilePath folder, Set<FilePath> linked) {
        boolean inScope = folder.parent().name().startsWith("@")
                && linked.contains(folder.parent().parent());
        return linked.contains(folder) || linked.contains(folder.parent()) || inScope;
    }

    /// Where a name comes twice the last one counts, as for Node.
    private static Manifest read(FilePath file, FileBytes content) {
        String name = "";
        String version = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), content.open())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Manifest(file, "", "", "not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING && field.equals("name")) {
                    name = json.getString();
                } else if (value == JsonToken.VALUE_STRING && field.equals("version")) {
                    version = json.getString();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return new Manifest(file, "", "", "not sound JSON: " + e.getOriginalMessage());
        }
        boolean sound = (name.isEmpty() || NAME.matcher(name).matches())
                && (version.isEmpty() || VERSION.matcher(version).matches());
        return new Manifest(file, name, version, sound ? "" : "its name or version is not one that npm knows");
    }

    private static String purl(Manifest manifest) {
        int slash = manifest.name().indexOf('/');
        String scope = slash < 0 ? "" : manifest.name().substring(0, slash);
        return PackageUrl.of(
                PackageType.NPM.purlType(), scope, manifest.name().substring(slash + 1), manifest.version(), Map.of());
    }
}
