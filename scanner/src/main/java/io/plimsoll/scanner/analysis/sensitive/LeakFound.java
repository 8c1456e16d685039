package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Leak;
import io.plimsoll.model.Severity;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;

/// A leak in a file of a layer. It may be kept on a disk, so it holds no secret.
///
/// @param inside path inside the archive that the file is, `!/` in front; else empty
record LeakFound(
        FilePath file,
        String inside,
        String rule,
        Severity severity,
        int line,
        String excerpt,
        String fingerprint,
        boolean deleted)
        implements Evidence {
    static LeakFound of(FilePath file, String inside, LeakSearch.Match match, int line) {
        return new LeakFound(
                file,
                inside,
                match.rule(),
                match.severity(),
                line,
                match.excerpt(),
                match.fingerprint(file + inside),
                false);
    }

    @Override
    public Evidence linkedAs(FilePath other) {
        return new LeakFound(other, inside, rule, severity, line, excerpt, fingerprint, deleted);
    }

    @Override
    public Evidence asDeleted() {
        return new LeakFound(file, inside, rule, severity, line, excerpt, fingerprint, true);
    }

    static Leak leak(MergedView.Placed<LeakFound> placed) {
        LeakFound found = placed.evidence();
        return new Leak(
                found.rule,
                found.severity,
                found.file + found.inside,
                placed.layer(),
                found.line,
                found.excerpt,
                found.fingerprint,
                found.deleted);
    }
}
