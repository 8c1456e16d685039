package io.plimsoll.policy;

/// How far the scan of an image is. Only `SCANNED` says anything about its content.
public enum ScanState {
    UNSCANNED,
    SCANNING,
    SCANNED,
    FAILED
}
