namespace TimeBank; internal static class Placeholder;
