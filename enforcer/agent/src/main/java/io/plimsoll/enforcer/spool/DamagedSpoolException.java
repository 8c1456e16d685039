package io.plimsoll.enforcer.spool;

/// The numbers on the disk do not fit together, so none of them may be given to a new event.
final class DamagedSpoolException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedSpoolException(String message) {
        super(message);
    }
}
