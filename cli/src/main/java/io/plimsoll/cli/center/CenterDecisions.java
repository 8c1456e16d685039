package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.ImageDecisionsDocument;
import io.plimsoll.policy.InvalidPolicyException;

/// What people decided about single images at the Command Center that this person or pipeline is logged in to.
public final class CenterDecisions {
    private CenterDecisions() {}

    /// As they are now.
    public static ImageDecisions fetch() {
        try (Center center = new Center(SavedSession.load())) {
            return ImageDecisionsDocument.of(center.get("/image-decisions"));
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    "the Command Center sent what this program cannot read; is it of another version? "
                            + e.getMessage(),
                    e);
        }
    }
}
