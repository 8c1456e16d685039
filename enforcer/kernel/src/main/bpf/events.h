/* The memory that the BPF programs share with Java: one struct here is one class in `layout/`, and a test compares every
 * offset. Plain types and explicit padding only. */
#ifndef PLIMSOLL_EVENTS_H
#define PLIMSOLL_EVENTS_H

#include <linux/types.h>

#define MAX_EXTRA_MOUNTS 16
#define CONTAINER_ID_LENGTH 64
#define COMM_LENGTH 16
#define PATH_LENGTH 256

enum gate_mode { GATE_OFF = 0, GATE_AUDIT = 1, GATE_ENFORCE = 2 };

/* Why a file is not one that the image holds. Java: Reason. */
enum drift {
    DRIFT_NONE = 0,
    DRIFT_NEW = 1,       /* on the container's overlay, in no layer of the image */
    DRIFT_MODIFIED = 2,  /* copied up from a layer */
    DRIFT_UNLINKED = 3,  /* has no name any more, or never had one (O_TMPFILE) */
    DRIFT_IN_MEMORY = 4, /* memfd, shared memory */
    DRIFT_FOREIGN = 5,   /* on another file system */
};

enum use_of_file { USE_EXECUTED = 1, USE_LOADED = 2, USE_MAPPED = 3 };

enum outcome { OUTCOME_REPORTED = 1, OUTCOME_KILLED = 2 };

/* A mount beside the root from which policy allows execution: the device of its superblock and the inode at its root.
 * A bind mount of a part of it has another root and is not it. */
struct extra_mount {
    __u64 root_inode;
    __u32 device;
    __u32 padding;
};

/* What one container may execute. Written by Java, read by the programs; replaced as a whole. */
struct container_gate {
    char container_id[CONTAINER_ID_LENGTH]; /* not terminated when full */
    __u64 first_process_ticks;              /* when its first process started, in 1/100 s after boot, as /proc/PID/stat shows it */
    __u32 first_process;
    __u32 overlay_device; /* the kernel's own encoding, major << 20 | minor */
    __u32 exec_mode;      /* enum gate_mode */
    __u32 mapping_mode;   /* enum gate_mode */
    __u32 extra_count;
    __u32 padding;
    struct extra_mount extra[MAX_EXTRA_MOUNTS];
};

/* One file that a container used though its image does not hold it. */
struct drift_event {
    __u64 boot_nanoseconds;
    __u32 pid;
    __u32 parent_pid;
    __u32 uid;
    __u32 drift;   /* enum drift */
    __u32 use;     /* enum use_of_file */
    __u32 outcome; /* enum outcome */
    char container_id[CONTAINER_ID_LENGTH];
    char comm[COMM_LENGTH];
    char path[PATH_LENGTH]; /* executed: as the caller named it; loaded or mapped: the file's own name */
};

#endif
