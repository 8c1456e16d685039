package io.plimsoll.enforcer.images;

import io.plimsoll.advisories.versions.PackageVersions;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.Circumstances;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Judgements of scanned images. The facts stay on the disk; only the last judgement of each image is
/// remembered, so that a start of the same image is answered from memory. Any thread.
final class Verdicts {
    private record Asked(PolicySnapshot policies, List<String> names, Set<Digest> digests, LocalDate today) {}

    private record Judged(Asked asked, Judgement judgement) {}

    private final ImageFolder folder;
    private final InstantSource clock;
    private final Map<Digest, Judged> judged = new ConcurrentHashMap<>();

    Verdicts(ImageFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// What judgement needs to know besides the image, now.
    Circumstances now() {
        return new Circumstances(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), PackageVersions::compare);
    }

    /// @param digests of the image, as far as the engine knows them
    Judgement judge(Digest image, List<String> names, Set<Digest> digests, PolicySnapshot policies) {
        Circumstances now = now();
        Asked asked = new Asked(policies, names, digests, now.today());
        Judged known = judged.get(image);
        if (known != null && known.asked().equals(asked)) {
            return known.judgement();
        }
        Optional<StoredFacts> facts = folder.facts(image);
        if (facts.isEmpty()) {
            return policies.judge(ImageFacts.notScanned(names, ScanState.UNSCANNED, digests), now);
        }
        Judgement judgement = policies.judge(facts.get().facts(names, digests), now);
        judged.put(image, new Judged(asked, judgement));
        return judgement;
    }

    /// The facts of this image are others now.
    void forget(Digest image) {
        judged.remove(image);
    }
}
