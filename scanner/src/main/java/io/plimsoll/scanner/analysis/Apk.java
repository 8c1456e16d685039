package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the database of Alpine's package manager: `lib/apk/db/installed`, one stanza a package, one letter a field
/// (apk file format, "Installed Database V2"). Lower-case letters among the fields differ from upper-case ones: `V`
/// is the version, `o` the source package.
public final class Apk implements FileAnalyser {
    /// Where the database lies; the second since apk 3 with a merged /usr.
    static final Set<String> DATABASES = Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

    private static final long LARGEST_DATABASE = 128L << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.+-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+~:-]{0,200}");

    /// One package of a database.
    ///
    /// @param problem why it cannot be read; empty if it can
    private record Entry(
            FilePath file,
            String name,
            String version,
            String architecture,
            String origin,
            String licence,
            PathNumbers files,
            String problem)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Entry(other, name, version, architecture, origin, licence, files, problem);
        }

        @Override
        public long weight() {
            return Evidence.super.weight() + files.weight();
        }

        String identity() {
            return name + " " + version + " " + architecture;
        }
    }

    private final PathKey key;

    /// @param key that the numbers of files are made with
    public Apk(PathKey key) {
        this.key = key;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? FileAnalyser.inMemory(file, LARGEST_DATABASE, (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return DATABASES.contains(path.bytes());
    }

    private void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 1 << 15);
        Map<Character, String> stanza = new HashMap<>();
        PathNumbers.Collector files = new PathNumbers.Collector(key);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                end(file, stanza, files, notes);
                stanza.clear();
                files = new PathNumbers.Collector(key);
            } else if (line.length() > 1 && line.charAt(1) == ':') {
                field(line.charAt(0), line.substring(2), stanza, files);
            }
        }
        end(file, stanza, files, notes);
    }

    /// `F` names a folder, and each `R` a file in the last one; all other fields come once.
    private static void field(char letter, String value, Map<Character, String> stanza, PathNumbers.Collector files) {
        if (letter == 'F') {
            FilePath folder = FilePath.ofName(value);
            files.enter(folder == null ? FilePath.ROOT : folder);
        } else if (letter == 'R') {
            files.addHere(value);
        } else if (!value.isEmpty()) {
            stanza.putIfAbsent(letter, value);
        }
    }

    private static void end(FilePath file, Map<Character, String> stanza, PathNumbers.Collector files, Notes notes)
            throws IOException {
        if (stanza.isEmpty() && files.isEmpty()) {
            return;
        }
        String name = stanza.getOrDefault('P', "");
        String version = stanza.getOrDefault('V', "");
        boolean sound = NAME.matcher(name).matches() && VERSION.matcher(version).matches();
        notes.found(new Entry(
                file,
                name,
                version,
                FilePath.text(stanza.getOrDefault('A', "")),
                FilePath.text(stanza.getOrDefault('o', name)),
                FilePath.text(stanza.getOrDefault('L', "")),
                files.numbers(),
                sound ? "" : "a package without a name or version that apk knows"));
    }

    /// The visible packages, in no order.
    ///
    /// @param distribution null where unknown
    /// @param owned gets to know their files
    public static List<SoftwarePackage> in(
            MergedView view, @Nullable Distribution distribution, OwnedFiles owned, Gaps gaps) {
        Map<FilePath, BroughtBy<String>> broughtBy = new HashMap<>();
        List<SoftwarePackage> packages = new ArrayList<>();
        view.all(Entry.class).forEach(placed -> {
            Entry entry = placed.evidence();
            if (entry.problem().isEmpty()) {
                Digest layer = broughtBy
                        .computeIfAbsent(entry.file(), file -> broughtBy(view, file))
                        .layer(entry.identity());
                SoftwarePackage software = software(entry, layer, distribution);
                packages.add(software);
                owned.add(entry.name(), software, layer, entry.files());
            } else {
                gaps.add("malformed-package", entry.problem(), entry.file().toString());
            }
        });
        return packages;
    }

    private static BroughtBy<String> broughtBy(MergedView view, FilePath file) {
        Map<@Nullable Digest, List<String>> byLayer = new LinkedHashMap<>();
        view.history(file, Entry.class)
                .forEach(placed -> byLayer.computeIfAbsent(placed.layer(), layer -> new ArrayList<>())
                        .add(placed.evidence().identity()));
        BroughtBy<String> broughtBy = new BroughtBy<>();
        byLayer.forEach(broughtBy::next);
        return broughtBy;
    }

    private static SoftwarePackage software(Entry entry, @Nullable Digest layer, @Nullable Distribution distribution) {
        SoftwarePackage software = new SoftwarePackage(
                entry.name(),
                entry.version(),
                PackageType.APK,
                purl(entry, distribution),
                new SoftwarePackage.Source(entry.origin(), entry.version()),
                entry.architecture(),
                entry.file().toString(),
                layer);
        return entry.licence().isEmpty() ? software : software.licensed(List.of(entry.licence()));
    }

    private static String purl(Entry entry, @Nullable Distribution distribution) {
        String namespace = distribution == null ? "alpine" : distribution.id();
        String release = distribution == null ? "" : distribution.id() + "-" + distribution.versionId();
        return PackageUrl.of(
                PackageType.APK.purlType(),
                namespace,
                entry.name(),
                entry.version(),
                Map.of(
                        "arch",
                        entry.architecture(),
                        "distro",
                        release,
                        "upstream",
                        entry.origin().equals(entry.name()) ? "" : entry.origin()));
    }
}
