package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All that judgement knows of an image.
///
/// @param names repository names with tags
/// @param state how far the scan is; everything below is only meaningful when it is `SCANNED`
/// @param missing why the picture is incomplete, one sentence each: gaps of the scan, packages that no advisory covers
/// @param runsAsRoot whether the configured user is root
/// @param chainIds of every prefix of the image's layers, lowest first
public record ImageFacts(
        List<String> names,
        ScanState state,
        List<String> missing,
        boolean runsAsRoot,
        Map<String, String> labels,
        List<Digest> chainIds,
        List<Finding> findings) {
    public ImageFacts {
        names = List.copyOf(names);
        missing = List.copyOf(missing);
        labels = Map.copyOf(labels);
        chainIds = List.copyOf(chainIds);
        findings = List.copyOf(findings);
    }

    /// An image of which only the name is known.
    public static ImageFacts notScanned(List<String> names, ScanState state) {
        return new ImageFacts(names, state, List.of(), false, Map.of(), List.of(), List.of());
    }

    /// The facts of a scanned image.
    ///
    /// @param notAssessed one sentence for each kind of package that no advisory covers
    public static ImageFacts scanned(
            List<String> names, Inventory inventory, List<Finding> findings, List<String> notAssessed) {
        List<String> missing = new ArrayList<>(notAssessed);
        inventory.gaps().forEach(g -> missing.add(g.detail()));
        var configuration = inventory.configuration();
        return new ImageFacts(
                names,
                ScanState.SCANNED,
                missing,
                configuration != null && configuration.runsAsRoot(),
                configuration == null ? Map.of() : configuration.labels(),
                ChainId.ofPrefixes(
                        inventory.layers().stream().map(l -> l.diffId()).toList()),
                findings);
    }

    /// The same image with these findings instead.
    public ImageFacts withFindings(List<Finding> others) {
        return new ImageFacts(names, state, missing, runsAsRoot, labels, chainIds, others);
    }
}
