/// What the Enforcer asks of the Linux kernel. Out of this room come records and small interfaces; descriptors,
/// memory and error numbers stay inside.
///
/// The exec gate has two layers, both in place before the first instruction of a container. The *gate* (fanotify)
/// is asked before a file is executed and can refuse it; the *sentinel* (BPF) sees every execution inside the
/// kernel and kills what the gate could not see. Begin with [ExecGate] and [ContainerGate]; [KernelFeatures] says
/// what this host can do.
@NullMarked
package io.plimsoll.enforcer.kernel;

import org.jspecify.annotations.NullMarked;
