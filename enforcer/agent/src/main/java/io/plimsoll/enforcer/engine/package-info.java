/// What the Enforcer knows of the container engine: its own files below the data root, read without asking it,
/// and what it says about itself, its images, its containers and its events.
@NullMarked
package io.plimsoll.enforcer.engine;

import org.jspecify.annotations.NullMarked;
