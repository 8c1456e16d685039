package io.plimsoll.center.labels;

/// A value that counts for an asset.
///
/// @param from the asset that carries it
public record CountingLabel(String value, LabelledAsset from) {}
