@NullMarked
package io.plimsoll.scanner.registry;

import org.jspecify.annotations.NullMarked;
