@NullMarked
package io.plimsoll.center.services;

import org.jspecify.annotations.NullMarked;
