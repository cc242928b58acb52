/* The board of a program that a session became: a terminal of this machine in the place of an UART. Usage: PROGRAM TERMINAL. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int port;

void port_write(const void *bytes, size_t count) {
  const unsigned char *next = bytes;
  while (count > 0u) {
    ssize_t written = write(port, next, count);
    if (written <= 0) return;
    next += written;
    count -= (size_t)written;
  }
}

int port_read(uint32_t milliseconds) {
  struct pollfd waits = {port, POLLIN, 0};
  unsigned char byte;
  if (poll(&waits, 1u, (int)milliseconds) <= 0) return -1;
  return read(port, &byte, 1u) == 1 ? byte : -1;
}

uint32_t port_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint32_t)((unsigned long)now.tv_sec * 1000ul + (unsigned long)now.tv_nsec / 1000000ul);
}

void at_code(const char *line) {
  printf("code: %s\n", line);
}

int main(int argc, char **argv) {
  struct termios settings;
  if (argc != 2) return 100;
  port = open(argv[1], O_RDWR | O_NOCTTY);
  if (port < 0 || tcgetattr(port, &settings) != 0) return 101;
  settings.c_iflag = 0;
  settings.c_oflag = 0;
  settings.c_lflag = 0;
  if (tcsetattr(port, TCSANOW, &settings) != 0) return 102;
  return session_run();
}
