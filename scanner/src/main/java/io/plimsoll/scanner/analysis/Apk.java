package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the database of Alpine's package manager: `lib/apk/db/installed`, one stanza a package, one letter a field
/// (apk
/// file format, "Installed Database V2"). Lower-case letters among the fields differ from upper-case ones: `V` is the
/// version, `o` the source package.
public final class Apk implements FileAnalyser {
    /// Where the database lies; the second since apk 3 with a merged /usr.
    static final Set<String> DATABASES = Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

    private static final long LARGEST_DATABASE = 128L << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.+-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+~:-]{0,200}");

    /// One package of a database.
    ///
    /// @param problem why it cannot be read; empty if it can
    private record Entry(FilePath file, String name, String version, String architecture, String origin, String problem)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Entry(other, name, version, architecture, origin, problem);
        }
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

    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8), 1 << 15);
        Map<Character, String> stanza = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                end(file, stanza, notes);
                stanza.clear();
            } else if (line.length() > 2 && line.charAt(1) == ':') {
                stanza.putIfAbsent(line.charAt(0), line.substring(2));
            }
        }
        end(file, stanza, notes);
    }

    private static void end(FilePath file, Map<Character, String> stanza, Notes notes) throws IOException {
        if (stanza.isEmpty()) {
            return;
        }
        String name = stanza.getOrDefault('P', "");
        String version = stanza.getOrDefault('V', "");
        boolean sound = NAME.matcher(name).matches() && VERSION.matcher(version).matches();
        notes.found(
                sound
                        ? new Entry(
                                file, name, version, stanza.getOrDefault('A', ""), stanza.getOrDefault('o', name), "")
                        : new Entry(file, "", "", "", "", "a package without a name or version that apk knows"));
    }

    /// The visible packages, in no order.
    ///
    /// @param distribution null where unknown
    public static List<SoftwarePackage> in(MergedView view, @Nullable Distribution distribution, Gaps gaps) {
        List<SoftwarePackage> packages = new ArrayList<>();
        view.all(Entry.class).forEach(placed -> {
            Entry entry = placed.evidence();
            if (entry.problem().isEmpty()) {
                packages.add(new SoftwarePackage(
                        entry.name(),
                        entry.version(),
                        PackageType.APK,
                        purl(entry, distribution),
                        new SoftwarePackage.Source(entry.origin(), entry.version()),
                        entry.architecture(),
                        entry.file().toString(),
                        placed.layer()));
            } else {
                gaps.add("malformed-package", entry.problem(), entry.file().toString());
            }
        });
        return packages;
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
