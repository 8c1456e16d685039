/// BPF programs and maps: libbpf loads and relocates the object that lies in our jar; after that only descriptors
/// remain, which another process can hold for us.
@NullMarked
package io.plimsoll.enforcer.kernel.bpf;

import org.jspecify.annotations.NullMarked;
