package io.plimsoll.enforcer.fakes;

import io.plimsoll.enforcer.images.ImageVerdicts;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Images whose scans are as a test says. A scanned one has no findings.
public final class KnownImages implements ImageVerdicts {
    private final Map<Digest, ScanState> states = new HashMap<>();
    private final Map<Digest, ScanState> afterWaiting = new HashMap<>();
    private Waited waited = Waited.STILL_RUNNING;

    public void is(Digest image, ScanState state) {
        states.put(image, state);
    }

    public void becomes(Digest image, ScanState state) {
        afterWaiting.put(image, state);
        waited = Waited.ENDED;
    }

    public void waitsEndAs(Waited how) {
        waited = how;
    }

    @Override
    public boolean isScanned(Digest image) {
        return states.get(image) == ScanState.SCANNED;
    }

    @Override
    public Judgement judge(Digest image, List<String> names, PolicySnapshot policies) {
        ScanState state = states.getOrDefault(image, ScanState.UNSCANNED);
        return policies.judge(
                new ImageFacts(names, state, List.of(), false, Map.of(), List.of(), List.of()), LocalDate.EPOCH);
    }

    @Override
    public Waited awaitScan(Digest image, Duration longest) {
        states.putAll(afterWaiting);
        return waited;
    }
}
