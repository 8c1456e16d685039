package io.plimsoll.feeds.addresses;

import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceLines;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A file `addresses/*.txt` (or `.netset`, `.ipset`, `.cidr`), packed or not. What follows a `#` or `;` is a
/// remark; remarks at the beginning, and the lines of a file of the same name and `.about` beside it, may tell
/// `name`, `licence`, `date` and `time-to-live`, which is a week if nobody says.
///
/// Some lists hold what is reserved as well. Addresses of private networks, of this host, or for many at once are
/// passed over, and so are prefixes so wide that only a mistake or an attack would name them.
public final class AddressListSource implements FeedSource {
    private static final int MAX_ADDRESSES = 2_000_000;
    private static final Pattern REMARK = Pattern.compile("\\s*[#;].*");
    private static final String[] ENDINGS = {".txt", ".netset", ".ipset", ".cidr"};

    private final Path file;

    private AddressListSource(Path file) {
        this.file = file;
    }

    public static List<FeedSource> in(Path feeds) {
        return SourceFiles.named(feeds.resolve("addresses"), ENDINGS).stream()
                .<FeedSource>map(AddressListSource::new)
                .toList();
    }

    @Override
    public String name() {
        return "Addresses " + SourceFiles.withoutPacking(file).replaceFirst("\\.[a-z]+$", "");
    }

    @Override
    public Harvest read() {
        About about = new About(name());
        Path beside = file.resolveSibling(file.getFileName() + ".about");
        if (Files.isRegularFile(beside)) {
            try (SourceLines lines = SourceLines.open(beside)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    about.learn(line);
                }
            }
        }
        try (SourceLines lines = SourceLines.open(file)) {
            return read(lines, about);
        }
    }

    private static Harvest read(SourceLines lines, About about) {
        List<AddressPrefix> prefixes = new ArrayList<>();
        Skipped skipped = new Skipped();
        int records = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            String address = REMARK.matcher(line).replaceFirst("").strip();
            if (address.isEmpty()) {
                if (records == 0) {
                    about.learn(line);
                }
                continue;
            }
            records++;
            if (records > MAX_ADDRESSES) {
                throw new UnreadableSourceException("it has more than " + MAX_ADDRESSES + " addresses");
            }
            try {
                AddressPrefix prefix = AddressPrefix.parse(address);
                if (Reserved.holds(prefix)) {
                    skipped.passOver(address, "it is reserved, or too wide to be meant");
                } else {
                    prefixes.add(prefix);
                }
            } catch (IllegalArgumentException e) {
                skipped.add("the line '" + OneLine.of(line) + "'", String.valueOf(e.getMessage()));
            }
        }
        if (records == 0) {
            throw new UnreadableSourceException("there is no address in it");
        }
        skipped.checkTolerable(records);
        return new Harvest(
                new Facts.Addresses(about.name(), about.licence(), about.date(), about.timeToLive(), prefixes),
                about.date(),
                records,
                skipped);
    }
}
