package io.plimsoll.feeds.redhat;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.feeds.redhat.VexDocument.Component;
import io.plimsoll.feeds.redhat.VexDocument.Word;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceDocuments;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The archive `os/redhat/vex.tar.zst` (or packed otherwise) or the folder `os/redhat/vex`.
///
/// Fixes name the binary packages, or the source alone; everything else names the component, which is the
/// source. Installed packages are looked up by their own name, so a component's answer goes to every binary
/// package that was ever fixed together with that source in the release.
public final class RedHatSource implements FeedSource {
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?(?i:cve-[0-9]{4}-[0-9]{4,10})\\.json");

    /// What is kept of a document until all have been read.
    private record Said(
            String id, String title, String published, Severity severity, List<Vector> vectors, List<Word> words) {}

    private final Path from;
    private final List<Said> said = new ArrayList<>();
    private final Map<AdvisedPackage, Set<String>> binaries = new TreeMap<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    private RedHatSource(Path from) {
        this.from = from;
    }

    public static List<FeedSource> in(Path feeds) {
        return SourceDocuments.named(feeds.resolve("os/redhat"), "vex").<FeedSource>map(RedHatSource::new).stream()
                .toList();
    }

    @Override
    public String name() {
        return "Red Hat VEX";
    }

    @Override
    public Harvest read() {
        SourceDocuments.read(from, path -> WANTED.matcher(path).matches(), this::add);
        if (records == 0) {
            throw new UnreadableSourceException("there is no document in it");
        }
        skipped.checkTolerable(records);
        List<FeedAdvisory> advisories = said.stream().map(this::advisory).toList();
        SortedSet<String> releases = new TreeSet<>();
        advisories.forEach(a ->
                a.affected().forEach(affected -> releases.add(affected.advised().ecosystem())));
        List<Covered> covered =
                releases.stream().map(r -> new Covered(r, false)).toList();
        return new Harvest(new Facts.Advisories(advisories, covered), newest, records, skipped);
    }

    private void add(String path, byte[] bytes) {
        records++;
        try {
            VexDocument document = VexDocument.parse(bytes);
            Ids.check(document.id());
            learn(document.fixed());
            said.add(new Said(
                    document.id(),
                    document.title(),
                    document.published(),
                    document.severity(),
                    document.vectors(),
                    document.words(detail -> skipped.add(path, detail))));
            newest = newest.compareTo(document.updated()) >= 0 ? newest : document.updated();
        } catch (IllegalArgumentException e) {
            skipped.add(path, String.valueOf(e.getMessage()));
        }
    }

    private void learn(List<Component> fixed) {
        Map<List<String>, List<String>> sources = new LinkedHashMap<>();
        fixed.stream()
                .filter(c -> c.rpm().isSource())
                .forEach(c -> sources.computeIfAbsent(c.build(), _ -> new ArrayList<>(1))
                        .add(c.rpm().name()));
        fixed.stream()
                .filter(c -> !c.rpm().isSource())
                .forEach(c -> sources.getOrDefault(c.build(), List.of())
                        .forEach(source -> binaries.computeIfAbsent(
                                        new AdvisedPackage(c.ecosystem(), source), _ -> new TreeSet<>())
                                .add(c.rpm().name())));
    }

    private FeedAdvisory advisory(Said document) {
        Set<Affected> affected = new LinkedHashSet<>();
        for (Word word : document.words) {
            for (String name : names(word)) {
                affected.add(new Affected(
                        new AdvisedPackage(word.component().ecosystem(), name), document.severity, word.answer()));
            }
        }
        return new FeedAdvisory(
                document.id,
                List.of(),
                List.of(),
                document.title,
                document.published,
                "REDHAT",
                false,
                document.vectors,
                List.copyOf(affected));
    }

    private Set<String> names(Word word) {
        RpmName rpm = word.component().rpm();
        String name = rpm.name();
        if (!rpm.version().isEmpty() && !rpm.isSource()) {
            return Set.of(name);
        }
        Set<String> names = new TreeSet<>(
                binaries.getOrDefault(new AdvisedPackage(word.component().ecosystem(), name), Set.of()));
        names.add(name);
        return names;
    }
}
