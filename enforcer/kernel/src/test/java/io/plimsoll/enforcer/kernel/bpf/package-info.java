@NullMarked
package io.plimsoll.enforcer.kernel.bpf;

import org.jspecify.annotations.NullMarked;
