/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only (the kernel lends some helpers to GPL programs only) */
/* The sentinel: sees, inside the kernel, every execution in a gated container and kills what the image does not hold.
 *
 * It closes what the fanotify gate cannot see: memfd, an execution between the close of a written file and the drop of its
 * ignore mark, a gate whose listener is away, file systems mounted later, other mount namespaces. It runs after the new
 * program is in place and before its first instruction: SIGKILL is acted on before the task returns to user mode.
 *
 * Who is judged: a task whose cgroup (v2) or PID namespace is, or descends from, that of a gated container, unless it still
 * works in a mount namespace of the host. The exemption is for the runtime: `runc init` executes itself from a memfd inside
 * the container's cgroup before it joins the container's namespaces. A task can leave neither its PID namespace nor, without
 * a writable cgroup file system, its cgroup; and a task inside the container cannot enter the host's mount namespace. */
#include <linux/bpf.h>
#include <stdbool.h>

#include "kernel_types.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "events.h"

#define MAX_CGROUP_LEVEL 16
#define MAX_PID_NAMESPACE_LEVEL 8
#define MOUNTED_BY_KERNEL (1UL << 22) /* SB_KERNMOUNT */
#define MAPPED_EXECUTABLE 0x4UL       /* VM_EXEC, and PROT_EXEC */
#define OVERLAY_MAGIC 0x794c7630UL
#define TYPE_MASK 0170000
#define TYPE_REGULAR 0100000
#define NANOSECONDS_PER_TICK 10000000ULL
#define SIGKILL 9
#define SYSCALL_MMAP 9          /* x86-64 */
#define SYSCALL_MMAP_COMPAT 192 /* i386 mmap2 */
#define SYSCALL_X32 0x40000000UL
#define TASK_IN_COMPAT_CALL 0x2 /* TS_COMPAT */
#define LOWEST_ERROR ((unsigned long)-4095L)

char LICENSE[] SEC("license") = "GPL and additional rights";

/* Gate number (chosen by Java) to gate. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 4096);
    __type(key, __u64);
    __type(value, struct container_gate);
    __uint(map_flags, BPF_F_NO_PREALLOC);
} gates SEC(".maps");

/* Id of a container's cgroup to gate number. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 4096);
    __type(key, __u64);
    __type(value, __u64);
    __uint(map_flags, BPF_F_NO_PREALLOC);
} cgroups SEC(".maps");

/* Number of a container's PID namespace to gate number. Numbers are used again; the age of its first process tells. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 4096);
    __type(key, __u32);
    __type(value, __u64);
    __uint(map_flags, BPF_F_NO_PREALLOC);
} pid_namespaces SEC(".maps");

/* Numbers of the mount namespaces in which the host and the runtime work. Java keeps each of them open, so that its number
 * is not used again. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, __u32);
} host_namespaces SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 512 * 1024);
} drift_events SEC(".maps");

/* Entry 0: events that did not fit into the ring buffer. */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} lost_events SEC(".maps");

/* Finds the gate of the container whose cgroup the current task is in, however deep; NULL if there is none. */
static __always_inline struct container_gate *gate_of_cgroup(void)
{
    for (int level = 1; level <= MAX_CGROUP_LEVEL; level++) {
        __u64 cgroup = bpf_get_current_ancestor_cgroup_id(level);
        if (!cgroup)
            return NULL;
        __u64 *gate = bpf_map_lookup_elem(&cgroups, &cgroup);
        if (gate)
            return bpf_map_lookup_elem(&gates, gate);
    }
    return NULL;
}

/* Finds the gate of the container whose PID namespace the task is in, however deep; NULL if there is none. */
static __always_inline struct container_gate *gate_of_pid_namespace(struct task_struct *task)
{
    struct pid *pid = BPF_CORE_READ(task, thread_pid);
    unsigned int deepest = BPF_CORE_READ(pid, level);

    for (unsigned int level = 1; level <= MAX_PID_NAMESPACE_LEVEL; level++) {
        if (level > deepest)
            return NULL;
        struct upid *number = (void *)pid + bpf_core_field_offset(struct pid, numbers) + level * bpf_core_type_size(struct upid);
        struct pid_namespace *namespace = BPF_CORE_READ(number, ns);
        __u32 inum = BPF_CORE_READ(namespace, ns.inum);
        __u64 *gate_number = bpf_map_lookup_elem(&pid_namespaces, &inum);
        struct container_gate *gate = gate_number ? bpf_map_lookup_elem(&gates, gate_number) : NULL;
        __u64 age = BPF_CORE_READ(namespace, child_reaper, start_boottime) / NANOSECONDS_PER_TICK;
        if (gate && gate->first_process_ticks == age)
            return gate;
    }
    return NULL;
}

/* Finds the gate that the current task is under; NULL for the host, for ungated containers and for a runtime at work. */
static __always_inline struct container_gate *gate_of_current(struct task_struct *task)
{
    struct container_gate *gate = gate_of_cgroup();
    if (!gate)
        gate = gate_of_pid_namespace(task);
    if (!gate)
        return NULL;
    __u32 namespace = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
    return bpf_map_lookup_elem(&host_namespaces, &namespace) ? NULL : gate;
}

/* One use of one file, as the functions below pass it on. */
struct finding {
    const struct container_gate *gate;
    struct inode *inode;     /* as the container sees it */
    struct vfsmount *mount;  /* through which it was reached */
    const char *name;        /* in kernel memory */
    __u32 drift;
    __u32 use;
};

/* Tells whether a directory entry lies on the container's overlay. */
static __always_inline bool on_overlay(const struct container_gate *gate, struct dentry *dentry)
{
    struct super_block *super = BPF_CORE_READ(dentry, d_inode, i_sb);
    return BPF_CORE_READ(super, s_dev) == gate->overlay_device && BPF_CORE_READ(super, s_magic) == OVERLAY_MAGIC;
}

/* Fills in inode, mount and name as the container sees them. A mapping of an overlay file holds the layer's own file, which is
 * embedded in a struct that also has the path on the overlay. Which files are embedded is one bit of f_mode, but not the same
 * one in every kernel; so the path is read in any case and believed only if it leads to the container's overlay. */
static __always_inline void look_at(struct file *file, struct finding *found)
{
    struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);
    found->mount = BPF_CORE_READ(file, f_path.mnt);
    if (bpf_core_field_exists(struct backing_file, user_path) && !on_overlay(found->gate, dentry)) {
        struct backing_file *backing = (void *)file;
        struct dentry *on_top = BPF_CORE_READ(backing, user_path.dentry);
        if (on_overlay(found->gate, on_top))
            dentry = on_top;
    }
    found->inode = BPF_CORE_READ(dentry, d_inode);
    found->name = (const char *)BPF_CORE_READ(dentry, d_name.name);
}

/* Judges an overlay inode: DRIFT_NONE as long as it has no upper file, DRIFT_MODIFIED if a layer holds it as well. */
static __always_inline __u32 drift_on_overlay(struct inode *inode)
{
    if (!bpf_core_type_exists(struct ovl_inode))
        return DRIFT_NONE; /* Java sees that the type is missing, and says so */
    struct ovl_inode *overlay = (void *)inode - bpf_core_field_offset(struct ovl_inode, vfs_inode);
    if (!BPF_CORE_READ(overlay, __upperdentry))
        return DRIFT_NONE;
    if (!bpf_core_field_exists(struct ovl_inode, oe))
        return DRIFT_NEW;
    return BPF_CORE_READ(overlay, oe, __numlower) ? DRIFT_MODIFIED : DRIFT_NEW;
}

/* Tells whether the file was reached through a mount from which the container may execute. */
static __always_inline bool on_extra_mount(const struct container_gate *gate, struct vfsmount *mount, __u32 device)
{
    __u64 root = BPF_CORE_READ(mount, mnt_root, d_inode, i_ino);

    for (__u32 i = 0; i < MAX_EXTRA_MOUNTS && i < gate->extra_count; i++)
        if (gate->extra[i].device == device && gate->extra[i].root_inode == root)
            return true;
    return false;
}

/* Judges one file by inode and device, never by name; returns enum drift. */
static __always_inline __u32 drift_of(const struct finding *found)
{
    struct inode *inode = found->inode;
    struct super_block *super = BPF_CORE_READ(inode, i_sb);
    __u32 device = BPF_CORE_READ(super, s_dev);

    if ((BPF_CORE_READ(inode, i_mode) & TYPE_MASK) != TYPE_REGULAR)
        return DRIFT_NONE; /* a device: nothing that can be written to */
    if (device == found->gate->overlay_device && BPF_CORE_READ(super, s_magic) == OVERLAY_MAGIC) {
        if (BPF_CORE_READ(inode, i_nlink) == 0)
            return DRIFT_UNLINKED;
        return drift_on_overlay(inode);
    }
    if (BPF_CORE_READ(super, s_flags) & MOUNTED_BY_KERNEL)
        return DRIFT_IN_MEMORY;
    return on_extra_mount(found->gate, found->mount, device) ? DRIFT_NONE : DRIFT_FOREIGN;
}

/* Fills in an event. A function of its own, so that its type reaches the type information that Java's layout is tested with. */
static __noinline void describe(struct drift_event *event, struct task_struct *task, const struct finding *found, __u32 outcome)
{
    event->boot_nanoseconds = bpf_ktime_get_boot_ns();
    event->pid = bpf_get_current_pid_tgid() >> 32;
    event->parent_pid = BPF_CORE_READ(task, real_parent, tgid);
    event->uid = (__u32)bpf_get_current_uid_gid();
    event->drift = found->drift;
    event->use = found->use;
    event->outcome = outcome;
    __builtin_memcpy(event->container_id, found->gate->container_id, CONTAINER_ID_LENGTH);
    bpf_get_current_comm(event->comm, COMM_LENGTH);
    if (bpf_probe_read_kernel_str(event->path, PATH_LENGTH, found->name) < 0)
        event->path[0] = 0;
}

/* Reports one finding to Java; a full ring buffer is counted. */
static __always_inline void report(struct task_struct *task, const struct finding *found, __u32 outcome)
{
    struct drift_event *event = bpf_ringbuf_reserve(&drift_events, sizeof(*event), 0);
    if (event) {
        describe(event, task, found, outcome);
        bpf_ringbuf_submit(event, 0);
        return;
    }
    __u32 first = 0;
    __u64 *lost = bpf_map_lookup_elem(&lost_events, &first);
    if (lost)
        __sync_fetch_and_add(lost, 1);
}

/* Kills the task where the gate enforces, and reports. The kill comes first: it must not depend on room in a buffer. */
static __always_inline void act(struct task_struct *task, const struct finding *found, __u32 mode)
{
    __u32 outcome = OUTCOME_REPORTED;
    if (mode == GATE_ENFORCE && bpf_send_signal(SIGKILL) == 0)
        outcome = OUTCOME_KILLED;
    report(task, found, outcome);
}

/* Callback of bpf_find_vma: judges the file that a mapping shows. */
static long judge_mapping(struct task_struct *task, struct vm_area_struct *area, struct finding *found)
{
    (void)task;
    struct file *file = BPF_CORE_READ(area, vm_file);
    if (!file || !(BPF_CORE_READ(area, vm_flags) & MAPPED_EXECUTABLE))
        return 0;
    look_at(file, found);
    found->drift = drift_of(found);
    return 0;
}

/* Judges the executable file behind an address of the current task, where the kernel can tell (Linux 5.17). */
static __always_inline void judge_address(struct task_struct *task, __u64 address, struct finding *found)
{
    if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_find_vma))
        bpf_find_vma(task, address, judge_mapping, found, 0);
}

/* After every successful execve. Two files count: the program, and the file that holds the first instruction (the dynamic
 * linker that the program names, which a mount in another namespace may have replaced). */
SEC("raw_tp/sched_process_exec")
int on_exec(struct bpf_raw_tracepoint_args *args)
{
    struct task_struct *task = bpf_get_current_task_btf();
    struct container_gate *gate = gate_of_current(task);
    if (!gate || gate->exec_mode == GATE_OFF)
        return 0;

    struct linux_binprm *program = (void *)args->args[2];
    struct finding found = {.gate = gate, .use = USE_EXECUTED};
    look_at(BPF_CORE_READ(program, file), &found);
    found.name = BPF_CORE_READ(program, filename);
    found.drift = drift_of(&found);
    if (found.drift == DRIFT_NONE) {
        struct pt_regs *registers = (void *)bpf_task_pt_regs(task);
        found.use = USE_LOADED;
        judge_address(task, BPF_CORE_READ(registers, ip), &found);
    }
    if (found.drift != DRIFT_NONE)
        act(task, &found, gate->exec_mode);
    return 0;
}

/* Tells whether this return from a system call is one from a mapping with execute permission. For an i386 call the
 * arguments lie elsewhere, so the mapping itself is looked at. */
static __always_inline bool mapped_executable(struct task_struct *task, struct pt_regs *registers)
{
    unsigned long call = BPF_CORE_READ(registers, orig_ax) & ~SYSCALL_X32;
    if (call == SYSCALL_MMAP)
        return BPF_CORE_READ(registers, dx) & MAPPED_EXECUTABLE;
    return call == SYSCALL_MMAP_COMPAT && (BPF_CORE_READ(task, thread_info.status) & TASK_IN_COMPAT_CALL);
}

/* After every system call, and only attached while a gated container asks for it: about 0.1 microseconds on each call of the
 * whole host. Stops `ld.so ./copied` and LD_PRELOAD of a written library. On the way out, not in: what was mapped is a fact,
 * what a descriptor will be mapped to is not. Memory without a file behind it stays out of reach: a program that the image
 * holds may always make code of its own (JIT compilers do). */
SEC("raw_tp/sys_exit")
int on_mapping(struct bpf_raw_tracepoint_args *args)
{
    struct task_struct *task = bpf_get_current_task_btf();
    unsigned long address = args->args[1];
    if (!mapped_executable(task, (void *)args->args[0]) || address >= LOWEST_ERROR)
        return 0;
    struct container_gate *gate = gate_of_current(task);
    if (!gate || gate->mapping_mode == GATE_OFF)
        return 0;

    struct finding found = {.gate = gate, .use = USE_MAPPED};
    judge_address(task, address, &found);
    if (found.drift != DRIFT_NONE && found.drift != DRIFT_IN_MEMORY)
        act(task, &found, gate->mapping_mode);
    return 0;
}
