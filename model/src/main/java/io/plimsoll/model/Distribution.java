package io.plimsoll.model;

/// The Linux distribution of an image, as its `os-release` says (freedesktop os-release(5)).
///
/// @param id lower-case `ID`, such as `debian`
/// @param versionId `VERSION_ID`, such as `12`; empty for rolling releases
/// @param codename `VERSION_CODENAME`, such as `bookworm`; empty where the file has none
/// @param prettyName `PRETTY_NAME` for people
public record Distribution(String id, String versionId, String codename, String prettyName) {}
