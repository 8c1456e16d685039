package io.plimsoll.enforcer.images;

import io.plimsoll.model.Digest;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import java.time.Duration;
import java.util.List;

/// What the policies conclude about images, from what is known of them now. Any thread; only [#awaitScan] waits.
public interface ImageVerdicts {
    /// How a wait for a scan ended.
    enum Waited {
        /// The scan has ended, well or not: judge again.
        ENDED,
        /// It takes longer.
        STILL_RUNNING,
        /// It cannot begin before the engine answers.
        ENGINE_STARTING
    }

    boolean isScanned(Digest image);

    /// Judges an image. One that can be scanned and is not yet is taken for one whose scan is under way.
    ///
    /// @param names that policies may mean
    Judgement judge(Digest image, List<String> names, PolicySnapshot policies);

    /// Judges what comes from no image that anybody knows.
    Judgement judgeUnknown(PolicySnapshot policies);

    /// Has the image scanned before all others, and waits for it.
    Waited awaitScan(Digest image, Duration longest);
}
