package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.model.Distribution;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the reader of a report must know about the bundle: where silence means nothing.
final class Notes {
    private Notes() {}

    /// That the release has ended, if it had when the bundle was built.
    static Optional<String> endOfLife(@Nullable Distribution distribution, Bundle bundle) {
        LocalDate built = bundle.identity().builtAt().atOffset(ZoneOffset.UTC).toLocalDate();
        return Optional.ofNullable(distribution)
                .flatMap(Release::ecosystem)
                .flatMap(release -> Matcher.endOfLife(distribution, bundle)
                        .filter(end -> end.isBefore(built))
                        .map(end -> title(release) + " is past its end of life since " + end
                                + ": what is found in it from then on is not mended"));
    }

    /// `Debian 10`, `Ubuntu 18.04 LTS`, `Red Hat Enterprise Linux 7`.
    private static String title(String release) {
        return release.replace("enterprise_linux", "Enterprise Linux").replace(':', ' ');
    }

    static List<String> of(Collection<Coverage> used, List<SourceReport> sources) {
        List<String> notes = new ArrayList<>();
        for (Coverage coverage : used) {
            switch (coverage.extent()) {
                case FULL -> {}
                case FIXES_ONLY ->
                    notes.add(coverage.source() + " knows only vulnerabilities of " + coverage.ecosystem()
                            + " that have been fixed; those without a fix are not listed");
                case SAMPLE ->
                    notes.add(coverage.source() + " is a sample with few advisories of " + coverage.ecosystem()
                            + "; that nothing was found means nothing");
            }
        }
        for (SourceReport source : sources) {
            switch (source.state()) {
                case READ -> {
                    if (source.skipped() > 0 && standsForAny(used, source)) {
                        notes.add(source.skipped() + " of " + source.records() + " records of " + source.name()
                                + " could not be read, wholly or in part; the first one: " + source.problem());
                    }
                }
                case LEFT_OUT -> notes.add("the bundle was built without " + source.name() + ": " + source.problem());
            }
        }
        return notes;
    }

    private static boolean standsForAny(Collection<Coverage> used, SourceReport source) {
        return used.stream().anyMatch(coverage -> coverage.source().equals(source.name()));
    }
}
