package io.plimsoll.audittrail;

/// Where an event of an Enforcer was numbered. Sequences of one spool rise by one, so that a gap can be shown.
///
/// @param enforcer id of the Enforcer by its certificate
/// @param spool id of the spool on its disk
/// @param sequence within the spool, from 1
public record Origin(String enforcer, String spool, long sequence) {}
