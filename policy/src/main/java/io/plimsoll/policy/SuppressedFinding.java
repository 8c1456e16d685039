package io.plimsoll.policy;

import io.plimsoll.model.Finding;

/// A finding that breaks no rule because somebody said so. It stays visible, with who and why beside it.
public record SuppressedFinding(Finding finding, Suppression suppression) {}
