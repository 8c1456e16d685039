package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.SensitiveContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that judgement knows of an image.
///
/// @param names repository names with tags
/// @param state how far the scan is; everything below is only meaningful when it is `SCANNED`
/// @param missing why the picture is incomplete, one sentence each: gaps of the scan, packages that no advisory covers
/// @param runsAsRoot whether the configured user is root
/// @param sensitive leaks, card numbers and risky files; null where nobody looked for them
/// @param healthcheck whether the image tells how to see if it works; null where nobody looked. A folder is not run,
/// and lacks nothing
/// @param steps how the layers on top of the base image were made
/// @param context what is known around it
/// @param chainIds of every prefix of the image's layers, lowest first
public record ImageFacts(
        List<String> names,
        ScanState state,
        List<String> missing,
        boolean runsAsRoot,
        Map<String, String> labels,
        @Nullable SensitiveContent sensitive,
        @Nullable Boolean healthcheck,
        List<String> steps,
        ImageContext context,
        List<Digest> chainIds,
        List<Finding> findings) {
    public ImageFacts {
        names = List.copyOf(names);
        missing = List.copyOf(missing);
        labels = Map.copyOf(labels);
        steps = List.copyOf(steps);
        chainIds = List.copyOf(chainIds);
        findings = List.copyOf(findings);
    }

    /// An image of which nobody looked at content and build.
    public ImageFacts(
            List<String> names,
            ScanState state,
            List<String> missing,
            boolean runsAsRoot,
            Map<String, String> labels,
            List<Digest> chainIds,
            List<Finding> findings) {
        this(
                names,
                state,
                missing,
                runsAsRoot,
                labels,
                null,
                null,
                List.of(),
                ImageContext.UNKNOWN,
                chainIds,
                findings);
    }

    /// What nobody knows but by its names, if it has any.
    public static ImageFacts notScanned(List<String> names, ScanState state) {
        return notScanned(names, state, Set.of());
    }

    /// An image of which only names and digests are known.
    public static ImageFacts notScanned(List<String> names, ScanState state, Set<Digest> digests) {
        return new ImageFacts(
                names,
                state,
                List.of(),
                false,
                Map.of(),
                null,
                null,
                List.of(),
                ImageContext.UNKNOWN.withDigests(digests),
                List.of(),
                List.of());
    }

    /// The facts of a scanned image.
    ///
    /// @param notAssessed one sentence for each kind of package that no advisory covers
    /// @param context without packages, which are those of the inventory
    public static ImageFacts scanned(
            List<String> names,
            Inventory inventory,
            List<Finding> findings,
            List<String> notAssessed,
            ImageContext context) {
        List<String> missing = new ArrayList<>(notAssessed);
        inventory.gaps().forEach(g -> missing.add(g.detail()));
        var configuration = inventory.configuration();
        return new ImageFacts(
                names,
                ScanState.SCANNED,
                missing,
                configuration != null && configuration.runsAsRoot(),
                configuration == null ? Map.of() : configuration.labels(),
                inventory.sensitive(),
                configuration == null ? Boolean.TRUE : configuration.healthcheck(),
                steps(inventory),
                context.with(inventory),
                ChainId.ofPrefixes(
                        inventory.layers().stream().map(l -> l.diffId()).toList()),
                findings);
    }

    /// The lowest layer is left out: a root file system can only be added.
    private static List<String> steps(Inventory inventory) {
        return inventory.layers().stream()
                .skip(1)
                .filter(layer -> !layer.base())
                .map(Layer::createdBy)
                .toList();
    }

    /// The same image without what is waived of its content.
    public ImageFacts without(WaivedContent waived) {
        return sensitive == null || waived.size() == 0
                ? this
                : new ImageFacts(
                        names,
                        state,
                        missing,
                        runsAsRoot,
                        labels,
                        waived.rest(sensitive),
                        healthcheck,
                        steps,
                        context,
                        chainIds,
                        findings);
    }

    /// The same image with these findings instead.
    public ImageFacts withFindings(List<Finding> others) {
        return new ImageFacts(
                names, state, missing, runsAsRoot, labels, sensitive, healthcheck, steps, context, chainIds, others);
    }
}
