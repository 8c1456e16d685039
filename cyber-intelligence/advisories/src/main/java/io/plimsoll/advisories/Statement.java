package io.plimsoll.advisories;

import io.plimsoll.model.Severity;

/// One source's answer about one package and one vulnerability.
///
/// @param advisoryId the merged id, [Advisory#id]
/// @param recordId the id under which the source says it, such as `GHSA-jfh8-c2jp-5v3q` or `DSA-5514-1`
/// @param source name of the source, as the bundle lists it
/// @param severity the source's own word; `UNKNOWN` where it gives none
public record Statement(String advisoryId, String recordId, String source, Severity severity, Answer answer) {}
