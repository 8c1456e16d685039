package io.plimsoll.enforcer.spool;

/// How much a spool may hold.
///
/// @param bytes of events that the Center does not have; more are lost, and counted
/// @param segmentBytes about how long one file gets
/// @param waiting events on their way to the disk; more are lost, and counted
public record SpoolLimits(long bytes, long segmentBytes, int waiting) {
    /// A day of a busy host without its Center.
    public static final SpoolLimits USUAL = new SpoolLimits(256L << 20, 4L << 20, 8192);
}
