package io.plimsoll.center.registries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A registry as the REST contract shows it: all but the credential.
///
/// @param failure why the last listing failed; absent if it did not
record RegistryView(
        UUID id,
        String name,
        String kind,
        String address,
        boolean plainHttp,
        String authority,
        List<String> tokenServers,
        String user,
        boolean hasPassword,
        List<String> named,
        List<String> repositoriesIn,
        List<String> repositoriesOut,
        List<String> tagsIn,
        List<String> tagsOut,
        @Nullable Integer newest,
        @Nullable Integer maxAgeDays,
        @Nullable Integer everyMinutes,
        boolean hasWebhook,
        String changedBy,
        Instant changedAt,
        @Nullable Instant dueAt,
        boolean listing,
        @Nullable Instant listedAt,
        @Nullable String failure,
        List<String> notes,
        int tags,
        int images,
        int openScans) {
    static RegistryView of(RegistryStore.Stored stored) {
        Registry registry = stored.registry();
        Registry.State state = stored.state();
        Destination where = registry.where();
        Wanted wanted = registry.wanted();
        return new RegistryView(
                registry.id(),
                registry.name(),
                registry.kind().word(),
                where.address(),
                where.plainHttp(),
                where.authority(),
                where.tokenServers(),
                where.user(),
                registry.sealed().isPresent(),
                wanted.named(),
                wanted.repositoriesIn(),
                wanted.repositoriesOut(),
                wanted.tagsIn(),
                wanted.tagsOut(),
                wanted.newest(),
                wanted.maxAgeDays(),
                wanted.everyMinutes(),
                state.hasWebhook(),
                state.changedBy(),
                state.changedAt(),
                state.dueAt().orElse(null),
                state.isListing(),
                state.listedAt().orElse(null),
                state.failure().isEmpty() ? null : state.failure(),
                state.notes(),
                state.tags(),
                state.images(),
                state.open());
    }
}
