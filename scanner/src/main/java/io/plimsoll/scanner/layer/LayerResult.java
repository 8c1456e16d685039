package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Gap;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A scanned layer as bytes, so that it need not be scanned again. They mean something only to the same build of the
/// scanner, and under the same [PathKey].
public final class LayerResult {
    private final PathKey key;
    private final EvidenceKinds kinds = new EvidenceKinds();

    public LayerResult(PathKey key) {
        this.key = key;
    }

    /// The bytes; empty where the result depends on more than the layer itself, or cannot be kept. A limit may have
    /// been reached because of other layers.
    public Optional<byte[]> write(ScannedLayer layer) {
        Digest diffId = layer.diffId();
        Digest blob = layer.blob();
        LayerContents contents = layer.contents();
        if (diffId == null
                || blob == null
                || !contents.names().isEmpty()
                || contents.gaps().codes().stream().anyMatch(code -> code.startsWith("limit-"))) {
            return Optional.empty();
        }
        ResultBytes out = new ResultBytes();
        out.digest(diffId);
        out.digest(blob);
        out.number(layer.size());
        contents.footprint().write(out);
        try {
            evidence(contents.evidence(), out);
            links(contents.links(), out);
            gaps(contents.gaps(), out);
            return Optional.of(out.end());
        } catch (MalformedInput e) {
            return Optional.empty();
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws MalformedInput if the bytes are anything else
    /// @throws LimitReached if there is no room for it in this scan
    public ScannedLayer read(byte[] bytes, Budget budget) throws MalformedInput, LimitReached {
        ResultReading in = new ResultReading(bytes);
        Digest diffId = in.digest();
        Digest blob = in.digest();
        long size = in.number();
        Footprint footprint = Footprint.read(in, key);
        budget.spendEntries(footprint.size());
        LayerContents contents =
                new LayerContents(footprint, evidence(in, budget), links(in, budget), new FileNames(), gaps(in));
        in.end();
        return new ScannedLayer(diffId, size, blob, contents);
    }

    private void evidence(Map<FilePath, List<Evidence>> evidence, ResultBytes out) throws MalformedInput {
        out.number(evidence.size());
        for (Map.Entry<FilePath, List<Evidence>> file : evidence.entrySet()) {
            out.text(file.getKey().bytes());
            out.number(file.getValue().size());
            for (Evidence found : file.getValue()) {
                kinds.write(found, out);
            }
        }
    }

    private Map<FilePath, List<Evidence>> evidence(ResultReading in, Budget budget)
            throws MalformedInput, LimitReached {
        Map<FilePath, List<Evidence>> evidence = new LinkedHashMap<>();
        for (int files = in.count(); files > 0; files--) {
            FilePath file = in.path();
            List<Evidence> all = new ArrayList<>(1);
            for (int left = in.count(); left > 0; left--) {
                Evidence found = kinds.read(in);
                budget.spendFactBytes(found.weight());
                all.add(found);
            }
            once(evidence.put(file, all));
        }
        return evidence;
    }

    private static void links(Map<FilePath, String> links, ResultBytes out) {
        out.number(links.size());
        links.forEach((path, target) -> {
            out.text(path.bytes());
            out.text(target);
        });
    }

    private static Map<FilePath, String> links(ResultReading in, Budget budget) throws MalformedInput, LimitReached {
        Map<FilePath, String> links = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            FilePath path = in.path();
            String target = in.text();
            budget.spendFactBytes(OpenLayer.weight(path, target));
            once(links.put(path, target));
        }
        return links;
    }

    private static void gaps(Gaps gaps, ResultBytes out) {
        out.number(gaps.codes().size());
        for (String code : new TreeSet<>(gaps.codes())) {
            out.text(code);
            out.number(gaps.more(code));
            List<Gap> kept = gaps.kept(code);
            out.number(kept.size());
            for (Gap gap : kept) {
                out.text(gap.detail());
                out.text(gap.path());
            }
        }
    }

    private static Gaps gaps(ResultReading in) throws MalformedInput {
        Gaps gaps = new Gaps();
        for (int codes = in.count(); codes > 0; codes--) {
            String code = in.text();
            long more = in.number();
            for (int left = in.count(); left > 0; left--) {
                gaps.add(code, in.text(), in.text());
            }
            gaps.addMore(code, more);
        }
        return gaps;
    }

    private static void once(@Nullable Object before) throws MalformedInput {
        if (before != null) {
            throw new MalformedInput("the result of a layer names a path twice");
        }
    }
}
