package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds npm packages as Node finds them: a folder with a `package.json`, right below a folder `node_modules`
/// (or below a scope in it), or where a symbolic link at such a place leads, as pnpm, Bun and workspaces
/// arrange it. What Yarn runs from zip archives is found in them. Other `package.json` files belong to
/// applications, tests and the like.
public final class Npm implements FileAnalyser {
    private static final String MANIFEST = "package.json";
    private static final String MODULES = "node_modules";
    private static final long LARGEST_MANIFEST = 4L << 20;
    private static final Set<String> FIELDS = Set.of("name", "version", "license");
    private static final Pattern NAME = Pattern.compile("(@[\\w.~-]+/)?[\\w.~-]+");
    private static final Pattern STORED = Pattern.compile("(?:.*/)?v[0-9]+/files/[0-9a-f]{2}/[0-9a-f]+");
    private static final Pattern VERSION = Pattern.compile("[\\w.+~^=: -]{1,200}");

    private final Budget budget;
    private final PackedFiles packed;

    public Npm(Budget budget) {
        this.budget = budget;
        this.packed = new PackedFiles(budget, LARGEST_MANIFEST);
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        FilePath path = file.path();
        if (isPacked(path)) {
            return PackageEvidence.sink(
                    file,
                    PackageType.NPM,
                    budget.limits().fileBytes(),
                    (content, notes) -> unpack(path, content, notes));
        }
        return path.name().equals(MANIFEST) || isStored(file)
                ? PackageEvidence.sink(
                        file, PackageType.NPM, LARGEST_MANIFEST, (content, notes) -> read(path, content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return isManifest(path) || isPacked(path);
    }

    private static boolean isManifest(FilePath path) {
        return path.name().equals(MANIFEST) && isPackage(path.parent());
    }

    /// A package in Yarn's cache, from which it runs without being unpacked:
    /// `.yarn/cache/ms-npm-2.0.0-9e1101a471-8.zip`.
    private static boolean isPacked(FilePath path) {
        String owner = path.parent().parent().name();
        return path.name().endsWith(".zip")
                && path.parent().name().equals("cache")
                && (owner.equals(".yarn") || owner.equals("berry"));
    }

    /// A file of pnpm's store that may be a manifest: installed ones are hard links to such files, which may come
    /// later.
    private static boolean isStored(LayerFile file) {
        return file.startsWith("{") && STORED.matcher(file.path().bytes()).matches();
    }

    private void unpack(FilePath file, FileBytes content, Notes notes) throws IOException {
        packed.read(file, content, Npm::isManifest, notes, (manifest, found) -> read(file, manifest, found));
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        Set<FilePath> linked = new HashSet<>();
        view.links(Npm::mayLeadToPackages).forEach(link -> view.resolve(link).ifPresent(linked::add));
        return PackageEvidence.in(view, PackageType.NPM, file -> isPacked(file) || isInstalled(file, linked), gaps);
    }

    private static boolean isInstalled(FilePath file, Set<FilePath> linked) {
        return isManifest(file) || (file.name().equals(MANIFEST) && isLinked(file.parent(), linked));
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

    /// A manifest without name or version is no package: many only say how the files beside them are loaded.
    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        JsonFields fields = JsonFields.ofDocument(content, FIELDS);
        String name = fields.text("name");
        String version = fields.text("version");
        if (!isEmptyOr(NAME, name) || !isEmptyOr(VERSION, version)) {
            throw new MalformedInput("its name or version is not one that npm knows");
        }
        if (!name.isEmpty() && !version.isEmpty()) {
            notes.found(PackageEvidence.of(file, PackageType.NPM, name, version, purl(name, version))
                    .licensed(fields.texts("license")));
        }
    }

    private static boolean isEmptyOr(Pattern pattern, String text) {
        return text.isEmpty() || pattern.matcher(text).matches();
    }

    private static String purl(String name, String version) {
        int slash = name.indexOf('/');
        String scope = slash < 0 ? "" : name.substring(0, slash);
        return PackageUrl.of(PackageType.NPM.purlType(), scope, name.substring(slash + 1), version, Map.of());
    }
}
