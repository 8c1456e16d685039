package io.plimsoll.enforcer.kernel.linux;

/// A system call failed. Names the call, what it was called with, and the reason that the kernel gave.
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    public CallFailed(String call, int errno) {
        super(call + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /// Passes a result on, unless it is a negative error number.
    ///
    /// @param call the call with its arguments, for example `open(/proc/1/root)`
    public static int check(String call, int result) {
        if (result < 0) {
            throw new CallFailed(call, -result);
        }
        return result;
    }

    /// As [#check(String,int)].
    public static long check(String call, long result) {
        if (result < 0) {
            throw new CallFailed(call, (int) -result);
        }
        return result;
    }

    /// Whether what was asked for is not there (any more): a process ended, a file was removed.
    public boolean isGone() {
        return errno == Errno.ENOENT || errno == Errno.ESRCH;
    }

    /// Whether this process lacks the right; root with all capabilities does not.
    public boolean isForbidden() {
        return errno == Errno.EPERM || errno == Errno.EACCES;
    }
}
