package io.plimsoll.center.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Layer;
import io.plimsoll.policy.ChainId;
import io.plimsoll.policy.PolicySnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One image as the REST contract shows it alone: what the lists show, and more.
record ImageDetailView(
        @JsonUnwrapped ImageView image,
        @Nullable DecisionView disallowal,
        @Nullable DecisionView baseApproval,
        List<String> digests,
        @Nullable String user,
        @Nullable String architecture,
        @Nullable List<String> entrypoint,
        @Nullable List<String> command,
        @Nullable List<String> exposedPorts,
        Map<String, String> imageLabels,
        List<LayerView> layers,
        List<Gap> gaps,
        List<UncoveredEcosystem> notAssessedEcosystems,
        List<UncoveredEcosystem> unadvisedEcosystems,
        List<String> notes,
        int packages,
        int executables,
        @Nullable Integer unknownExecutables,
        List<String> hostNames,
        @Nullable Instant matchedAt,
        @Nullable Instant bundleBuiltAt,
        @Nullable String bundle,
        @Nullable SensitiveView sensitive) {
    /// What somebody decided about the image; without a reason where none is asked for.
    record DecisionView(
            String author, Instant since, @Nullable String reason) {
        static DecisionView of(DecisionStore.Signed signed) {
            return new DecisionView(
                    signed.author(), signed.since(), signed.reason().isEmpty() ? null : signed.reason());
        }
    }

    record LayerView(String diffId, String chainId, long size, String createdBy, boolean base) {}

    static ImageDetailView of(
            StoredImage image,
            PolicySnapshot policies,
            Optional<InventoryStore.Summary> inventory,
            Optional<DecisionStore.Signed> disallowed,
            Optional<DecisionStore.Signed> approved,
            List<String> digests,
            List<String> hostNames) {
        Optional<ImageConfiguration> configuration = inventory.flatMap(InventoryStore.Summary::configuration);
        return new ImageDetailView(
                ImageView.of(image, policies),
                disallowed.map(DecisionView::of).orElse(null),
                approved.map(DecisionView::of).orElse(null),
                digests,
                configuration.map(ImageConfiguration::user).orElse(null),
                configuration.map(ImageConfiguration::architecture).orElse(null),
                configuration.map(ImageConfiguration::entrypoint).orElse(null),
                configuration.map(ImageConfiguration::command).orElse(null),
                configuration.map(ImageConfiguration::exposedPorts).orElse(null),
                image.imageLabels(),
                layers(inventory.map(InventoryStore.Summary::layers).orElse(List.of())),
                inventory.map(InventoryStore.Summary::gaps).orElse(List.of()),
                image.notAssessedEcosystems(),
                image.unadvisedEcosystems(),
                image.notes(),
                inventory.map(InventoryStore.Summary::packages).orElse(0),
                inventory.map(InventoryStore.Summary::executables).orElse(0),
                inventory.flatMap(InventoryStore.Summary::unknownExecutables).orElse(null),
                hostNames,
                image.matchedAt().orElse(null),
                image.bundleBuiltAt().orElse(null),
                image.bundle().isEmpty() ? null : image.bundle(),
                inventory
                        .flatMap(InventoryStore.Summary::sensitive)
                        .map(SensitiveView::of)
                        .orElse(null));
    }

    private static List<LayerView> layers(List<Layer> layers) {
        List<Digest> chain =
                ChainId.ofPrefixes(layers.stream().map(Layer::diffId).toList());
        List<LayerView> views = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            views.add(new LayerView(
                    layer.diffId().toString(), chain.get(i).toString(), layer.size(), layer.createdBy(), layer.base()));
        }
        return views;
    }
}
