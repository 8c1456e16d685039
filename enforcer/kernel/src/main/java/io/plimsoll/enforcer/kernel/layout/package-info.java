/// One class per structure that Java shares with the kernel or with our BPF programs. A test compares every offset
/// with the C compiler's and with the type information of the compiled object.
@NullMarked
package io.plimsoll.enforcer.kernel.layout;

import org.jspecify.annotations.NullMarked;
