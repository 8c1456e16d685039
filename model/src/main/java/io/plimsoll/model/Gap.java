package io.plimsoll.model;

/// Something of an image that could not be inventoried. A document with a gap is incomplete and can never pass.
///
/// @param code stable word, such as `limit-bytes`, `limit-entries`, `limit-ratio`, `malformed-archive`,
/// `diff-id-mismatch`
/// @param detail one sentence for people: what happened, with which value
/// @param path where, from the root of the image or inside the archive; empty where it is the whole
public record Gap(String code, String detail, String path) {}
