package io.plimsoll.scanner.analysis.java;

import io.plimsoll.scanner.analysis.zip.ZipArchive;
import io.plimsoll.scanner.analysis.zip.ZipMember;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one archive file of a layer, with all archives inside it. Used once.
final class JarReading {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern MAVEN =
            Pattern.compile("(?:.*/)?META-INF/maven/(?<group>[^/]+)/(?<artifact>[^/]+)/pom\\.properties");
    private static final Pattern APPLICATION = Pattern.compile("(BOOT-INF|WEB-INF)/.*");
    private static final long LARGEST_DESCRIPTION = 1 << 20;
    private static final int MOST_PACKAGES = 1000;

    private final Budget budget;
    private final Gaps gaps;
    private final BiConsumer<String, Coordinates> found;
    private final Texts texts;
    private long held;

    /// Takes the texts of the application that an archive is.
    interface Texts {
        /// Whether the entry with this name is to be read.
        boolean wants(String entry);

        /// @param inside path inside the archive, `!/` in front
        void text(String inside, FileBytes content) throws IOException;
    }

    /// @param found receives each library with the path inside the outermost archive, `!/` before each step inside;
    ///     empty for that archive itself
    JarReading(Budget budget, Gaps gaps, BiConsumer<String, Coordinates> found, Texts texts) {
        this.budget = budget;
        this.gaps = gaps;
        this.found = found;
        this.texts = texts;
    }

    /// Reads the outermost archive.
    ///
    /// @param path of the file, for gaps
    void read(FileBytes content, String path, String fileName) {
        held = content.size();
        archive(content, new Place(path, "", fileName, 1));
    }

    /// Where an archive lies.
    ///
    /// @param file path of the outermost archive
    /// @param inside path from there, as `found` receives it
    /// @param depth 1 for the outermost
    private record Place(String file, String inside, String name, int depth) {
        Place child(String entry) {
            return new Place(file, inside + "!/" + entry, entry.substring(entry.lastIndexOf('/') + 1), depth + 1);
        }

        /// Whether texts in it may be settings: archives inside others are libraries, unless they are for servlets.
        boolean isApplication() {
            return depth == 1 || name.endsWith(".war");
        }

        @Override
        public String toString() {
            return file + inside;
        }
    }

    private void archive(FileBytes content, Place place) {
        try {
            Limits limits = budget.limits();
            ZipArchive zip = ZipArchive.open(content, limits.nestedEntries());
            List<Coordinates> described = described(zip, place);
            described.forEach(coordinates -> found.accept(place.inside(), coordinates));
            identify(zip, place, described);
            for (ZipMember member : zip.members()) {
                if (ArchiveFileName.isArchive(member.name())) {
                    nested(zip, member, place.child(member.name()));
                } else if (place.isApplication() && member.size() > 0 && texts.wants(member.name())) {
                    text(zip, member, place.child(member.name()));
                }
            }
        } catch (IOException e) {
            note(e, place);
        }
    }

    private void nested(ZipArchive zip, ZipMember member, Place place) {
        Limits limits = budget.limits();
        if (member.size() == 0) {
            return;
        }
        if (place.depth() > limits.nestedDepth()) {
            gaps.add(
                    "limit-depth",
                    "archives lie inside each other more than " + limits.nestedDepth() + " deep",
                    place.toString());
            return;
        }
        budget.holding(held + member.size(), () -> inside(zip, member, place));
    }

    private void inside(ZipArchive zip, ZipMember member, Place place) {
        long before = held;
        try {
            FileBytes content = zip.read(member, budget.limits().fileBytes() * 3 / 2 - held, budget);
            held += member.method() == ZipMember.STORED ? 0 : content.size();
            archive(content, place);
        } catch (IOException e) {
            note(e, place);
        } finally {
            held = before;
        }
    }

    private void text(ZipArchive zip, ZipMember member, Place place) {
        try {
            texts.text(place.inside(), zip.read(member, budget.limits().fileBytes() * 3 / 2 - held, budget));
        } catch (IOException e) {
            note(e, place);
        }
    }

    /// The libraries that say themselves what they are: the jar, or several that were merged into one.
    private List<Coordinates> described(ZipArchive zip, Place place) {
        List<Coordinates> described = new ArrayList<>();
        for (ZipMember member : zip.members()) {
            Matcher maven = MAVEN.matcher(member.name());
            if (maven.matches()) {
                try {
                    Properties properties = properties(zip.read(member, LARGEST_DESCRIPTION, budget));
                    Coordinates coordinates = new Coordinates(
                            properties
                                    .getProperty("groupId", maven.group("group"))
                                    .strip(),
                            properties
                                    .getProperty("artifactId", maven.group("artifact"))
                                    .strip(),
                            properties.getProperty("version", "").strip());
                    if (coordinates.isSound()) {
                        described.add(coordinates);
                    }
                } catch (IOException e) {
                    note(e, place.child(member.name()));
                }
            }
        }
        return described;
    }

    private void identify(ZipArchive zip, Place place, List<Coordinates> described) throws IOException {
        Set<String> packages = new HashSet<>();
        ManifestAttributes manifest = ManifestAttributes.NONE;
        for (ZipMember member : zip.members()) {
            String name = member.name();
            if (APPLICATION.matcher(name).matches()) {
                return;
            }
            if (name.equalsIgnoreCase(MANIFEST)) {
                manifest = ManifestAttributes.parse(zip.read(member, LARGEST_DESCRIPTION, budget));
            } else if (name.endsWith(".class")
                    && name.indexOf('/') > 0
                    && !name.startsWith("META-INF/")
                    && packages.size() < MOST_PACKAGES) {
                packages.add(name.substring(0, name.lastIndexOf('/')));
            }
        }
        ArchiveFileName fileName = ArchiveFileName.of(place.name());
        JarIdentity identity = new JarIdentity(fileName, manifest, packages);
        (described.isEmpty() ? identity.tell() : identity.tellByFileName())
                .filter(Coordinates::isSound)
                .filter(told ->
                        described.stream().noneMatch(one -> one.artifact().equals(told.artifact())))
                .ifPresent(told -> found.accept(place.inside(), told));
    }

    private static Properties properties(FileBytes content) throws MalformedInput {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(content.open(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedInput("not sound properties: " + e.getMessage());
        }
        return properties;
    }

    private void note(IOException e, Place place) {
        if (e instanceof LimitReached limit) {
            gaps.add(limit, place.toString());
        } else {
            gaps.add("malformed-archive", String.valueOf(e.getMessage()), place.toString());
        }
    }
}
