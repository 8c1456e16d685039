package io.plimsoll.policy;

import io.plimsoll.model.Finding;

/// A finding that breaks no rule because of a waiver. It stays visible, with the waiver beside it.
public record WaivedFinding(Finding finding, Waiver waiver) {}
