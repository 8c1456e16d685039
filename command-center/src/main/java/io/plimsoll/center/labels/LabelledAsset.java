package io.plimsoll.center.labels;

import java.util.Map;

/// An asset with the labels that users put on it.
public record LabelledAsset(AssetKind kind, String id, String name, Map<String, String> labels) {}
