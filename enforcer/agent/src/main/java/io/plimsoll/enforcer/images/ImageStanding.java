package io.plimsoll.enforcer.images;

import io.plimsoll.engine.ImageSummary;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.ScanState;

/// One image of the engine with what is concluded about it.
///
/// @param failure why it could not be scanned the last time; empty if it could
public record ImageStanding(ImageSummary image, ScanState state, String failure, Judgement judgement) {}
