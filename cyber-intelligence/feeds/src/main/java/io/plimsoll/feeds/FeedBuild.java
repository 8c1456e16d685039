package io.plimsoll.feeds;

import io.plimsoll.advisories.bundle.BundleContents;
import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.advisories.bundle.BundleWriter;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.feeds.addresses.AddressListSource;
import io.plimsoll.feeds.alpine.AlpineSource;
import io.plimsoll.feeds.amazon.AmazonSource;
import io.plimsoll.feeds.cvss.CvssSource;
import io.plimsoll.feeds.debian.DebianNoticeSource;
import io.plimsoll.feeds.debian.DebianTrackerSource;
import io.plimsoll.feeds.endoflife.EndOfLifeSource;
import io.plimsoll.feeds.epss.EpssSource;
import io.plimsoll.feeds.friendsofphp.PhpAdvisory;
import io.plimsoll.feeds.ghsa.GhsaTableSource;
import io.plimsoll.feeds.gitlab.GitLabAdvisory;
import io.plimsoll.feeds.kev.KevSource;
import io.plimsoll.feeds.nodejs.NodeAdvisory;
import io.plimsoll.feeds.nvd.NvdSource;
import io.plimsoll.feeds.oracle.OracleSource;
import io.plimsoll.feeds.osv.OsvSource;
import io.plimsoll.feeds.redhat.RedHatSource;
import io.plimsoll.feeds.rubysec.RubyAdvisory;
import io.plimsoll.feeds.rustsec.RustSecAdvisory;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.feeds.ubuntu.UbuntuTrackerSource;
import io.plimsoll.feeds.vulnrichment.VulnrichmentSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns a folder of upstream files into one signed bundle.
public final class FeedBuild {
    /// A folder that holds a file of this name is a sample: it covers nothing as a whole.
    private static final String SAMPLE = "SAMPLE";

    private final List<SourceReport> reports = new ArrayList<>();
    private final SortedMap<String, Coverage> coverage = new TreeMap<>();
    private final Consolidation consolidation = new Consolidation();

    private final boolean isSample;

    /// What is to be said of a source besides, by its name.
    private final Map<String, String> remarks;

    private FeedBuild(boolean isSample, Map<String, String> remarks) {
        this.isSample = isSample;
        this.remarks = Map.copyOf(remarks);
    }

    /// Builds the bundle. The same files and date give the same bytes.
    ///
    /// A source that is broken is left out and named in the report and in the bundle; the others are not harmed.
    ///
    /// @param from folder laid out as in the module's README
    /// @param output replaced in one step, or left as it was
    /// @param builtAt the date of the bundle; a reader takes no bundle that is older than the last it saw
    /// @throws FeedBuildException if no source gave a single advisory
    public static FeedReport build(Path from, Path output, SigningKey key, Instant builtAt) {
        return build(from, output, key, builtAt, Map.of());
    }

    /// The same, with something to be said of sources that are used all the same, by their names: why one is old.
    static FeedReport build(Path from, Path output, SigningKey key, Instant builtAt, Map<String, String> remarks) {
        if (!Files.isDirectory(from)) {
            throw new FeedBuildException("there is no folder " + from + " to read feeds from");
        }
        return new FeedBuild(Files.exists(from.resolve(SAMPLE)), remarks).buildFrom(from, output, key, builtAt);
    }

    private FeedReport buildFrom(Path from, Path output, SigningKey key, Instant builtAt) {
        sources(from).forEach(this::read);
        Consolidation.Result result = consolidation.result();
        if (result.advisories().isEmpty()) {
            throw new FeedBuildException("no advisory could be read from " + from + ": " + problems());
        }
        BundleIdentity identity = BundleWriter.write(
                new BundleContents(
                        builtAt,
                        reports,
                        List.copyOf(coverage.values()),
                        result.advisories(),
                        result.statements(),
                        consolidation.decisions(),
                        consolidation.endsOfLife(),
                        consolidation.addresses(builtAt)),
                output,
                key.publicKey(),
                key.privateKey());
        return new FeedReport(
                identity,
                reports,
                List.copyOf(coverage.values()),
                result.advisories().size(),
                result.statements().size(),
                size(output));
    }

    /// All sources, in the order of their authority: where two carry the same word, the first one counts.
    private static List<FeedSource> sources(Path from) {
        List<FeedSource> sources = new ArrayList<>();
        sources.addAll(DebianTrackerSource.in(from));
        sources.addAll(UbuntuTrackerSource.in(from));
        sources.addAll(AlpineSource.in(from));
        sources.addAll(RedHatSource.in(from));
        sources.addAll(AmazonSource.in(from));
        sources.addAll(OracleSource.in(from));
        sources.addAll(OsvSource.in(from));
        sources.addAll(DebianNoticeSource.in(from));
        sources.addAll(GhsaTableSource.in(from));
        sources.addAll(RustSecAdvisory.in(from));
        sources.addAll(RubyAdvisory.in(from));
        sources.addAll(PhpAdvisory.in(from));
        sources.addAll(GitLabAdvisory.in(from));
        sources.addAll(NodeAdvisory.in(from));
        sources.addAll(NvdSource.in(from));
        sources.addAll(VulnrichmentSource.in(from));
        sources.add(new KevSource(from));
        sources.add(new EpssSource(from));
        sources.add(new CvssSource(from));
        sources.addAll(EndOfLifeSource.in(from));
        sources.addAll(AddressListSource.in(from));
        return sources;
    }

    private void read(FeedSource source) {
        try {
            Harvest harvest = harvest(source);
            consolidation.add(source.name(), harvest.facts());
            cover(source.name(), harvest.facts());
            reports.add(new SourceReport(
                    source.name(),
                    harvest.date(),
                    harvest.records(),
                    harvest.skipped().count(),
                    SourceReport.State.READ,
                    problem(source.name(), harvest.skipped().first())));
        } catch (UnreadableSourceException e) {
            leaveOut(source, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String problem(String source, @Nullable String skipped) {
        String remark = remarks.get(source);
        return remark == null ? skipped : skipped == null ? remark : remark + "; skipped " + skipped;
    }

    /// Which sources are found in a folder, and what is wrong with those that are there and cannot be read.
    ///
    /// @return names of the sources that were read; a problem by the name of each one that was not
    static SortedMap<String, Optional<String>> tryOut(Path folder) {
        SortedMap<String, Optional<String>> tried = new TreeMap<>();
        for (FeedSource source : sources(folder)) {
            try {
                boolean isEmpty = harvest(source).records() == 0;
                tried.put(source.name(), isEmpty ? Optional.of("there is no record in it") : Optional.empty());
            } catch (UnreadableSourceException e) {
                tried.put(source.name(), Optional.of(String.valueOf(e.getMessage())));
            }
        }
        return tried;
    }

    /// What a stranger wrote must never stop the build, not even where it meets a defect of ours.
    private static Harvest harvest(FeedSource source) {
        try {
            return source.read();
        } catch (UnreadableSourceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableSourceException("reading it failed: " + OneLine.of(e.toString()));
        }
    }

    private void leaveOut(FeedSource source, String problem) {
        reports.add(new SourceReport(source.name(), "", 0, 0, SourceReport.State.LEFT_OUT, problem));
    }

    /// The first source that covers an ecosystem stands for it; a later one that knows more than fixes takes its
    /// place.
    private void cover(String source, Facts facts) {
        switch (facts) {
            case Facts.Advisories advisories -> advisories.covered().forEach(covered -> cover(source, covered));
            case Facts.Several several -> several.facts().forEach(more -> cover(source, more));
            case Facts.Exploited _,
                    Facts.Probabilities _,
                    Facts.Vectors _,
                    Facts.Descriptions _,
                    Facts.EndsOfLife _,
                    Facts.Addresses _,
                    Facts.Decisions _ -> {}
        }
    }

    private void cover(String source, Facts.Covered covered) {
        Coverage known = coverage.get(covered.ecosystem());
        if (known == null || (known.extent() == Coverage.Extent.FIXES_ONLY && !covered.fixesOnly())) {
            coverage.put(covered.ecosystem(), new Coverage(covered.ecosystem(), extent(covered), source));
        }
    }

    private Coverage.Extent extent(Facts.Covered covered) {
        if (isSample) {
            return Coverage.Extent.SAMPLE;
        }
        return covered.fixesOnly() ? Coverage.Extent.FIXES_ONLY : Coverage.Extent.FULL;
    }

    private String problems() {
        return reports.stream()
                .map(r -> r.name() + ": " + (r.problem() == null ? "nothing in it" : r.problem()))
                .collect(Collectors.joining("; "));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the size of " + file, e);
        }
    }
}
