/* The few fields of the kernel's own structures that our programs read, by name only: libbpf finds their real places in
 * the running kernel's type information (CO-RE). Order and size here mean nothing; a header made from one machine's
 * vmlinux would tie the build to that machine. */
#ifndef PLIMSOLL_KERNEL_TYPES_H
#define PLIMSOLL_KERNEL_TYPES_H

#include <linux/types.h>

#define IN_KERNEL __attribute__((preserve_access_index))

struct super_block {
    __u32 s_dev;
    unsigned long s_flags;
    unsigned long s_magic;
} IN_KERNEL;

struct inode {
    __u16 i_mode;
    struct super_block *i_sb;
    unsigned long i_ino;
    unsigned int i_nlink;
} IN_KERNEL;

struct qstr {
    const unsigned char *name;
} IN_KERNEL;

struct dentry {
    struct qstr d_name;
    struct inode *d_inode;
} IN_KERNEL;

struct vfsmount {
    struct dentry *mnt_root;
} IN_KERNEL;

struct path {
    struct vfsmount *mnt;
    struct dentry *dentry;
} IN_KERNEL;

struct file {
    struct path f_path;
} IN_KERNEL;

/* Linux 6.8: the file that overlayfs maps in the place of its own; user_path is what the container opened. */
struct backing_file {
    struct path user_path;
} IN_KERNEL;

struct ovl_entry {
    unsigned int __numlower;
} IN_KERNEL;

/* `oe` is Linux 6.5 and later. */
struct ovl_inode {
    struct inode vfs_inode;
    struct dentry *__upperdentry;
    struct ovl_entry *oe;
} IN_KERNEL;

struct linux_binprm {
    struct file *file;
    const char *filename;
} IN_KERNEL;

struct vm_area_struct {
    unsigned long vm_flags;
    struct file *vm_file;
} IN_KERNEL;

struct ns_common {
    unsigned int inum;
} IN_KERNEL;

struct mnt_namespace {
    struct ns_common ns;
} IN_KERNEL;

struct nsproxy {
    struct mnt_namespace *mnt_ns;
} IN_KERNEL;

struct pid_namespace {
    struct ns_common ns;
    struct task_struct *child_reaper;
} IN_KERNEL;

struct upid {
    struct pid_namespace *ns;
} IN_KERNEL;

struct pid {
    unsigned int level;
    struct upid numbers[1];
} IN_KERNEL;

struct thread_info {
    __u32 status;
} IN_KERNEL;

struct task_struct {
    struct thread_info thread_info;
    int tgid;
    struct task_struct *real_parent;
    struct pid *thread_pid;
    struct nsproxy *nsproxy;
    __u64 start_boottime;
} IN_KERNEL;

/* x86-64 */
struct pt_regs {
    unsigned long ip;
    unsigned long dx;
    unsigned long orig_ax;
} IN_KERNEL;

#endif
